import { Module } from '@nestjs/common';
import { ConsumptionController } from './consumption.controller.js';

/** Readings and daily runs over HTTP. */
@Module({ controllers: [ConsumptionController] })
export class ConsumptionModule {}
