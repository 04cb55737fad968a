import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a person wrote down about an account. */
@Entity('note')
export class Note {
  @PrimaryGeneratedColumn('uuid', { name: 'note_id' })
  noteId: string;

  @Column({ name: 'tenant_id', type: 'int' })
  tenantId: number;

  @Column({ name: 'account_id', type: 'bigint' })
  accountId: number;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'text' })
  author: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt: string;
}
