import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { OpenToAll } from '../../http/access.js';
import { Choice } from '../../http/fields.js';
import { HttpProblem } from '../../http/problem.js';

class Health {
  @Choice(['ok']) status: 'ok';
}

/** For the machines that start, restart and feed this process; none of it needs a bearer and none tells a secret. */
@ApiTags('health')
@OpenToAll()
@Controller('health')
export class HealthController {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  @Get('live')
  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse({ type: Health })
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The database answers and has every migration' })
  @ApiOkResponse({ type: Health })
  async ready(): Promise<Health> {
    await this.ask('select 1 from account_state limit 1');
    return { status: 'ok' };
  }

  @Get('safety')
  @ApiOperation({ summary: 'What stands between a home and a wrong cut can be asked' })
  @ApiOkResponse({ type: Health })
  async safety(): Promise<Health> {
    await this.ask('select 1 from cut_permit limit 1');
    return { status: 'ok' };
  }

  private async ask(sql: string): Promise<void> {
    await this.dataSource.query(sql).catch(() => {
      throw new HttpProblem(503, 'not_ready', 'Not ready', 'The database does not answer or is being migrated. Try again in a moment.');
    });
  }
}
