import { BusinessError } from '#platform';
import { noteSteps, type NoteState } from './definition-note.js';

/** The step is not possible in the note's state. */
export class NoteStepError extends BusinessError {
  constructor(state: NoteState) {
    super('CONFLICT', 'invalid-transition', {
      detail: `The note is ${state}.`,
      extensions: { state, allowed: noteSteps(state) },
    });
  }
}

/** Who filed a note does not decide on it. */
export class OwnNoteError extends BusinessError {
  constructor() {
    super('FORBIDDEN', 'four-eyes', { detail: 'You filed this note; somebody else has to decide.' });
  }
}
