import { writeFileSync } from 'node:fs';

/**
 * Counts what ran for readers that know no test runner. `npm test` asks for the counts in a file,
 * because jest prints its own summary after every reporter; otherwise they are printed here.
 */
export default class PlainCountReporter {
  onRunComplete(_contexts, results) {
    const counts = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      skippedSuites: skippedSuites(results),
    };
    const file = process.env.ASAN_TEST_COUNTS;
    if (file) writeFileSync(file, JSON.stringify(counts));
    else console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}

/** Names of the outermost suites in which something was skipped. */
function skippedSuites(results) {
  const skipped = results.testResults.flatMap((file) =>
    file.testResults.filter((test) => test.status === 'pending' || test.status === 'todo'),
  );
  return [...new Set(skipped.map((test) => test.ancestorTitles[0] ?? test.title))];
}
