import { Module } from '@nestjs/common';
import { ConsumptionController } from './consumption.controller.js';
import { ExceptionsController } from './exceptions/exceptions.controller.js';
import { ExchangesController } from './exchanges/exchanges.controller.js';
import { GasFactorsController } from './gas-factors/gas-factors.controller.js';

/** Readings and daily runs over HTTP. */
@Module({ controllers: [ConsumptionController, ExceptionsController, ExchangesController, GasFactorsController] })
export class ConsumptionModule {}
