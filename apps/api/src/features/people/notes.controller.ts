import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, IsUUID, Length } from 'class-validator';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { Note } from '../../adapters/postgres/entities/note.entity.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { Allow, SUPPLIER_STAFF } from '../../http/access.js';
import { Id } from '../../http/fields.js';
import { Keyed, onceByKey, type KeyedRequest } from '../../http/idempotency.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';

class WriteNote {
  @ApiProperty({ type: String, format: 'uuid' })
  @IsUUID()
  accountId: string;

  @ApiProperty({ type: String, minLength: 1, maxLength: 2000 })
  @IsString() @Length(1, 2000)
  text: string;
}

class WrittenNote {
  @Id() id: string;
}

@ApiTags('notes')
@ApiBearerAuth('bearer')
@Controller('v1/notes')
export class NotesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  @Post()
  @Allow({ roles: [...SUPPLIER_STAFF, 'case_worker'] })
  @ApiOperation({ summary: 'Write a note on an account; it stands on the timeline and is never changed' })
  @ApiCreatedResponse({ type: WrittenNote })
  async write(@Context() context: RequestContext, @Keyed() keyed: KeyedRequest, @Body() body: WriteNote): Promise<WrittenNote> {
    const { tenantId, accountId, now } = await this.door.locate(context, body.accountId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, keyed, async () => {
        const note = await tx.manager.getRepository(Note).save({
          tenantId, accountId, text: body.text, author: context.actorName, occurredAt: isoOf(now),
        });
        await writeAudit(tx, context, { action: 'note.written', subject: `account:${body.accountId}`, facts: { note: note.noteId }, atMs: now });
        return { status: 201, body: { id: note.noteId } };
      }));
    return answer.body;
  }
}
