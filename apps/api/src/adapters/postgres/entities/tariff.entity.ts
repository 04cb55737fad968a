import { Column, Entity, Generated, PrimaryGeneratedColumn } from 'typeorm';
import type { StoredComponent } from '../terms.js';

/** A price book of a tenant for one kind of supply. */
@Entity('tariff')
export class Tariff {
  @PrimaryGeneratedColumn({ name: 'tariff_id', type: 'int' })
  tariffId: number;

  @Column({ name: 'public_id', type: 'uuid' })
  @Generated('uuid')
  publicId: string;

  @Column({ name: 'tenant_id', type: 'int' })
  tenantId: number;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  utility: string;
}

/** Prices of a tariff for a stretch of days, written as a Postgres daterange. */
@Entity('tariff_version')
export class TariffPrices {
  @PrimaryGeneratedColumn({ name: 'tariff_version_id', type: 'int' })
  tariffVersionId: number;

  @Column({ name: 'tenant_id', type: 'int' })
  tenantId: number;

  @Column({ name: 'tariff_id', type: 'int' })
  tariffId: number;

  @Column({ type: 'daterange' })
  valid: string;

  @Column({ name: 'vat_basis_points', type: 'int' })
  vatBasisPoints: number;

  @Column({ type: 'jsonb' })
  components: StoredComponent[];

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  recordedAt: string;
}
