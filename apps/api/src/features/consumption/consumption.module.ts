import { Module } from '@nestjs/common';
import { ConsumptionController } from './consumption.controller.js';
import { ExceptionsController } from './exceptions/exceptions.controller.js';

/** Readings and daily runs over HTTP. */
@Module({ controllers: [ConsumptionController, ExceptionsController] })
export class ConsumptionModule {}
