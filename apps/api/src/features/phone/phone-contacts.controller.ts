import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { Allow } from '../../http/access.js';
import { CheckPin } from './check-pin.js';
import { PhoneContact, PhoneSummary, PinAnswer } from './phone-answer.js';
import { PhoneContacts } from './phone-contact.js';
import { NewContact, PinOrder, TypedConnection } from './phone.dto.js';
import { ReadSummary } from './read-summary.js';

/** The phone line asks who calls, checks the PIN and reads what may be told. Only the key of the phone line opens this. */
@ApiTags('phone')
@ApiBearerAuth('bearer')
@Allow({ roles: [], phoneKey: true })
@Controller('v1/phone/contacts')
export class PhoneContactsController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
    @Inject(CheckPin) private readonly pins: CheckPin,
    @Inject(ReadSummary) private readonly summary: ReadSummary,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'A call rings or an SMS came in', description: 'The sid is the natural key: the same one finds the contact again.' })
  @ApiOkResponse({ type: PhoneContact })
  async open(@Body() { sid, channel, from }: NewContact): Promise<PhoneContact> {
    const contact = await this.contacts.open(sid, channel, from ?? null);
    if (contact.tenantId === null) return { known: false, language: null, balanceWithoutPin: false };
    return { known: true, language: contact.language, balanceWithoutPin: contact.balanceWithoutPin };
  }

  @Put(':sid/connection')
  @HttpCode(204)
  @ApiOperation({ summary: 'The caller typed the digits of a connection', description: 'The answer is the same whether there is such a connection or not.' })
  @ApiNoContentResponse()
  async nameConnection(@Param('sid') sid: string, @Body() { digits }: TypedConnection): Promise<void> {
    await this.contacts.find(sid);
    await this.dataSource.query('select name_phone_connection($1, $2, $3)', [sid, digits, isoOf(wallNowMs())]);
  }

  @Post(':sid/pin')
  @HttpCode(200)
  @ApiOperation({ summary: 'The caller typed a PIN', description: 'Three wrong ones per call, five per customer and day, and a limit for all together. The step is the natural key.' })
  @ApiOkResponse({ type: PinAnswer })
  async checkPin(@Param('sid') sid: string, @Body() { step, pin }: PinOrder): Promise<PinAnswer> {
    return { result: await this.pins.check(sid, step, pin) };
  }

  @Get(':sid')
  @ApiOperation({ summary: 'What may be told to this contact' })
  @ApiOkResponse({ type: PhoneSummary })
  read(@Param('sid') sid: string): Promise<PhoneSummary> {
    return this.summary.of(sid);
  }
}
