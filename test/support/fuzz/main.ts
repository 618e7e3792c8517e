/** `npm run fuzz -- --requests 20000 --seed 1`, or `npm run fuzz -- --parsers --inputs 1000000` */
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { fuzz } from './fuzz.ts'
import { NEVER } from './never.ts'
import { parsers, tryParser } from './parsers.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    parsers: { type: 'boolean' },
    inputs: { type: 'string', default: '1000000' },
    json: { type: 'boolean' },
  },
})
// So that memory is weighed after its garbage is gone.
setFlagsFromString('--expose-gc')
globalThis.gc = runInNewContext('gc')
if (values.parsers === true) tryParsers(Number(values.inputs))
else await tryRequests()

/** Puts so many inputs to each parser. */
function tryParsers(inputs: number): void {
  for (const name of Object.keys(parsers)) {
    const tried = tryParser(name, inputs, Number(values.seed))
    if (tried.faults.length > 0) process.exitCode = 1
    if (values.json === true) console.log(JSON.stringify(tried))
    else {
      for (const { input, what } of tried.faults.slice(0, 10))
        console.log(`FAULT ${name}: ${what}\n  ${input}`)
      const { accepted, refused, faults } = tried
      console.log(`${name}: ${accepted} accepted, ${refused} refused, ${faults.length} faults`)
    }
  }
}

async function tryRequests(): Promise<void> {
  const started = performance.now()
  const result = await fuzz(Number(values.requests), Number(values.seed), (line) => console.error(line))
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  if (values.json === true) console.log(JSON.stringify(result, null, 2))
  else {
    const { requests, seed, faults, statuses, operations, unanswered, approved, slowest, busiest, heapMiB } =
      result
    for (const { n, what, request } of faults.slice(0, 50)) console.log(`FAULT ${n}: ${what}\n  ${request}`)
    const by = (isNever: boolean) => unanswered.filter(({ operation }) => NEVER.has(operation) === isNever)
    for (const { operation } of by(true))
      console.log(`never 2xx by what it is: ${operation} (${NEVER.get(operation)})`)
    for (const { operation, tries, usually } of by(false))
      console.log(`never 2xx: ${operation} (${tries} tries; usually ${usually})`)
    for (const { ms, request } of busiest.slice(0, 20))
      console.log(`kept the thread for ${ms} ms: ${request}`)
    console.log(`${busiest.length} answers kept the thread, or the database, for more than 50 ms in one turn`)
    console.log(`2xx through an approved draft only: ${approved.join(', ') || 'none'}`)
    console.log(`statuses: ${JSON.stringify(statuses)}`)
    console.log(`slowest by processor time ${slowest.ms} ms: ${slowest.request}`)
    console.log(
      `heap ${heapMiB.before} → ${heapMiB.after} MiB, ${heapMiB.alone} without what the maker of requests remembers`,
    )
    console.log(
      `${requests} requests of seed ${seed} in ${seconds} s: ${faults.length} faults; ` +
        `${operations - unanswered.length} of ${operations} operations answered 2xx`,
    )
  }
  process.exitCode = result.faults.length === 0 ? 0 : 1
}
