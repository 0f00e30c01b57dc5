import { build } from './build.mjs';

// Loaded before the program in watch mode: a restart after a change starts from fresh code.
build();
