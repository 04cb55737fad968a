import { IsOptional, IsString, MaxLength } from 'class-validator';
import { At, Choice, Facts, Id, Parts, Text, Whole } from '../../http/fields.js';

const SUPPLIES = ['on', 'limited', 'off'];

/** Narrows a list to one state. */
export class SupplyListQuery {
  @IsOptional()
  @IsString()
  @MaxLength(20)
  state?: string;
}

/** What the AMM is told about its message. */
export class AmmMessageAnswer {
  @Whole({ description: 'How many meters of ours it was about.' }) meters: number;
}

/** A wish: what supply should be, and why. */
export class Wish {
  @Id() accountId: string;
  @Whole() version: number;
  @Choice(SUPPLIES) wantedSupply: string;
  @Choice(['open', 'held', 'satisfied', 'superseded', 'quarantined']) state: string;
  @Facts() reasons: unknown;
  @At({ nullable: true }) notBefore: string | null;
  @At() decidedAt: string;
}

export class WishList {
  @Parts(() => Wish) items: Wish[];
  @Text({ nullable: true }) nextCursor: string | null;
}

/** A command to a meter and where it stands. */
export class Command {
  @Id() id: string;
  @Id() accountId: string;
  @Text() meterSerial: string;
  @Choice(['connect', 'disconnect', 'arm', 'limit', 'unlimit', 'read_state']) action: string;
  @Text() state: string;
  @Whole() attempts: number;
  @Text({ nullable: true }) lastError: string | null;
  @At() requestedAt: string;
  @At({ nullable: true }) sentAt: string | null;
  @At({ nullable: true }) acceptedAt: string | null;
  @At({ nullable: true }) confirmedAt: string | null;
}

export class CommandList {
  @Parts(() => Command) items: Command[];
  @Text({ nullable: true }) nextCursor: string | null;
}
