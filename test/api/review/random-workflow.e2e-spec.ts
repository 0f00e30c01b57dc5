import { describeRandomWorkflow } from '../../support/random-workflow.js';

describeRandomWorkflow(100);
