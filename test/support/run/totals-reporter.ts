import type { Reporter, TestModule } from 'vitest/node'

/** Files that are named at the end of a run of more than these. */
const NAMED = 10

/** Closes a run with its slowest files, and one plain line that any CI can read: `N passed, N failed, N skipped`. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    if (modules.length > NAMED) console.log(`${slowest(modules).join('\n')}\n`)
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1
    }
    console.log(`${count.passed} passed, ${count.failed + errors.length} failed, ${count.skipped} skipped`)
  }
}

/** The slowest files with the seconds that loading and running each took, beside whatever else ran. */
function slowest(modules: readonly TestModule[]): string[] {
  return modules
    .map((module) => {
      const { collectDuration, duration } = module.diagnostic()
      return { seconds: (collectDuration + duration) / 1000, path: module.relativeModuleId }
    })
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, NAMED)
    .map(({ seconds, path }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`)
}
