import { Module } from '@nestjs/common';
import { SupplyModule } from '../supply/index.js';
import { FieldTasksController } from './field-tasks.controller.js';
import { MoratoriaController } from './moratoria.controller.js';
import { RestoreHomes } from './restore-homes.js';
import { SafetyController } from './safety.controller.js';

/** The doors to everything that keeps homes from losing supply wrongly. */
@Module({ imports: [SupplyModule], controllers: [SafetyController, MoratoriaController, FieldTasksController], providers: [RestoreHomes] })
export class SafetyModule {}
