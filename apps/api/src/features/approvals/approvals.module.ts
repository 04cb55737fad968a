import { Module } from '@nestjs/common';
import { ApprovalsController } from './approvals.controller.js';

/** The one object with four eyes. */
@Module({ controllers: [ApprovalsController] })
export class ApprovalsModule {}
