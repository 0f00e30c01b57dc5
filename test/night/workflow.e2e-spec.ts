import { describeRandomWorkflow } from '../support/random-workflow.js';

describeRandomWorkflow(Number(process.env.ASAN_TEST_SEQUENCES ?? 50_000));
