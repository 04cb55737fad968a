import { At, Id, Parts, Whole } from '../../../http/fields.js';

/** Letters that went to the print shop together. */
export class LetterBatch {
  @Id() id: string;
  @Whole() letters: number;
  @Whole({ description: 'Of these, how many came back' }) returned: number;
  @At() madeAt: string;
}

/** Batches, newest first. */
export class LetterBatchList {
  @Parts(() => LetterBatch) items: LetterBatch[];
}
