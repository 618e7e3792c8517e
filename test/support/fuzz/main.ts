/** `npm run fuzz -- --requests 20000 --seed 1` */
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz.ts'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean' },
  },
})
const started = performance.now()
const result = await fuzz(Number(values.requests), Number(values.seed))
const seconds = ((performance.now() - started) / 1000).toFixed(0)
if (values.json === true) console.log(JSON.stringify(result, null, 2))
else {
  const { requests, seed, faults, statuses, operations, unanswered, approved, slowest, heapMiB } = result
  for (const { n, what, request } of faults.slice(0, 50)) console.log(`FAULT ${n}: ${what}\n  ${request}`)
  for (const { operation, tries, usually } of unanswered)
    console.log(`never 2xx: ${operation} (${tries} tries; usually ${usually})`)
  console.log(`2xx through an approved draft only: ${approved.join(', ') || 'none'}`)
  console.log(`statuses: ${JSON.stringify(statuses)}`)
  console.log(`slowest ${slowest.ms} ms: ${slowest.request}; heap ${heapMiB.before} → ${heapMiB.after} MiB`)
  console.log(
    `${requests} requests of seed ${seed} in ${seconds} s: ${faults.length} faults; ` +
      `${operations - unanswered.length} of ${operations} operations answered 2xx`,
  )
}
process.exitCode = result.faults.length === 0 ? 0 : 1
