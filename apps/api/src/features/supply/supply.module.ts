import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ENV } from '../../platform.module.js';
import { SUPPLY_RUNTIME } from './supply-deps.js';
import { makeSupplyRuntime } from './supply-runtime.js';
import { SupplyController } from './supply.controller.js';

/** Switching: over HTTP, and for the worker. */
@Module({
  controllers: [SupplyController],
  providers: [{ provide: SUPPLY_RUNTIME, useFactory: makeSupplyRuntime, inject: [ENV, DataSource] }],
  exports: [SUPPLY_RUNTIME],
})
export class SupplyModule {}
