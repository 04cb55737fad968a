import type { HouseLayer, Policy as PolicyRules } from '@tegoed/prepayment-engine';
import { Column, Entity, Generated, PrimaryGeneratedColumn } from 'typeorm';

/** A house policy as stored: the rules in force with law and house merged, and the house's own layer beside them. */
export type StoredPolicy = PolicyRules & { readonly house: HouseLayer };

/** A dated, versioned policy document. */
@Entity('policy')
export class PolicyVersion {
  @PrimaryGeneratedColumn({ name: 'policy_id', type: 'int' })
  policyId: number;

  @Column({ name: 'public_id', type: 'uuid' })
  @Generated('uuid')
  publicId: string;

  @Column({ name: 'tenant_id', type: 'int', nullable: true })
  tenantId: number | null;

  @Column({ type: 'text' })
  layer: 'law' | 'house';

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  region: string;

  @Column({ type: 'daterange' })
  valid: string;

  @Column({ type: 'int' })
  version: number;

  @Column({ type: 'jsonb' })
  document: StoredPolicy;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt: string;
}
