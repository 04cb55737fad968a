import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CustomersController } from './customers.controller.js';
import { NotesController } from './notes.controller.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.js';

@Module({ imports: [AccountsModule], controllers: [SessionsController, CustomersController, NotesController], providers: [Sessions] })
export class PeopleModule {}
