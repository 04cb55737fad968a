import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Euro, Whole } from '../../http/fields.js';

const MOST_DAYS = 60;

/** When somebody wants to be reminded. */
export class NoticePreferenceOrder {
  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 1, maximum: MOST_DAYS, description: 'When so many days of credit are left.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  warnDaysLeft?: number | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '30.00', description: 'When the balance falls below this amount.' })
  @IsOptional()
  @Matches(/^(?!0+\.00$)[0-9]{1,4}\.[0-9]{2}$/, { message: 'warnBelowEuro must be euros as a decimal string above zero, for example "30.00"' })
  warnBelowEuro?: string | null;
}

/** The own reminder of an account. */
export class NoticePreference {
  @Whole({ nullable: true }) warnDaysLeft: number | null;
  @Euro({ nullable: true }) warnBelowEuro: string | null;
}
