import { Module } from '@nestjs/common';
import { SandboxController } from './sandbox.controller.js';
import { WorldClockController } from './world-clock.controller.js';

@Module({ controllers: [SandboxController, WorldClockController] })
export class SandboxModule {}
