import { Body, Controller, Delete, Get, HttpCode, Inject, Ip, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsEmail, IsString, MaxLength } from 'class-validator';
import type { Request } from 'express';
import { Allow, OpenToAll, STAFF_ROLES } from '../../http/access.js';
import { notFound } from '../../http/problem.js';
import { Context, type RequestContext } from '../../http/request-context.js';
import { Sessions } from './sessions.js';
import { Session, User } from './user-answer.js';

class SignIn {
  @ApiProperty({ type: String, format: 'email' })
  @IsEmail() @MaxLength(254)
  email: string;

  @ApiProperty({ type: String })
  @IsString() @MaxLength(200)
  password: string;
}

@ApiTags('sessions')
@Controller('v1')
export class SessionsController {
  constructor(@Inject(Sessions) private readonly sessions: Sessions) {}

  @Post('sessions')
  @OpenToAll()
  @ApiOperation({ summary: 'Sign in; the session lasts 12 hours', security: [] })
  @ApiCreatedResponse({ type: Session })
  signIn(@Body() body: SignIn, @Ip() address: string): Promise<Session> {
    return this.sessions.open(body.email, body.password, address);
  }

  @Delete('sessions/current')
  @Allow({ roles: STAFF_ROLES })
  @HttpCode(204)
  @ApiBearerAuth('bearer')
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@Req() request: Request): Promise<void> {
    await this.sessions.close((request.headers.authorization ?? '').replace(/^Bearer /, ''));
  }

  @Get('me')
  @Allow({ roles: STAFF_ROLES })
  @ApiBearerAuth('bearer')
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: User })
  me(@Context() context: RequestContext): User {
    if (!context.user) throw notFound('user');
    return context.user;
  }
}
