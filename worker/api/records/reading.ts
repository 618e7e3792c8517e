/** Everything that can be read: departments, responsibilities, entries, search, changes, figures. */
import { Hono } from 'hono'
import { kindOfRecord, type ListedKind, listedKinds, lists } from '../../domain/kinds/table.ts'
import { placedKinds } from '../../domain/listing/placed.ts'
import type { RecordKind } from '../../domain/record/event.ts'
import { refuse } from '../../domain/record/guard.ts'
import { fromBase64 } from '../../ledger/bytes.ts'
import { formatTlogProof } from '../../ledger/tlog-proof.ts'
import { featuresOf, GEOJSON } from '../../services/export/geojson.ts'
import { publishedKinds } from '../../services/export/published-list.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { longAnswer, longList } from '../long-answer.ts'
import * as answers from '../openapi/answers.ts'
import { reads } from '../openapi/describe.ts'
import * as query from '../openapi/query.ts'
import { listFiles, publishedResponse } from './list-file.ts'

/** Lists change with the next entry; a moment of caching spares the database, the ETag the line. */
const SHORT = 'public, max-age=2, must-revalidate'

/** Routes of reading. Answers are kept for a short time only. */
export function readingRoutes({ services: { reading, log, witnesses, evidenceFiles } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.use(async function shortLived(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') c.header('cache-control', SHORT)
    await next()
  })

  async function recordOf(c: ApiContext, kind: RecordKind | null): Promise<RecordView> {
    const id = c.req.param('id') ?? ''
    const record = kind === null || kindOfRecord(id) === kind ? await reading.record(id) : null
    if (record === null) throw refuse('not_found', `没有记录 ${id}。`, `There is no record ${id}.`, 'id')
    return record
  }

  /** One record of a kind, and its line. */
  function recordAt(path: string, kind: RecordKind): void {
    const tag = path.slice(1)
    app.get(
      `${path}/:id`,
      reads({ tag, summary: 'One record as its entries leave it', answer: answers.record }),
      async (c) => {
        const record = await recordOf(c, kind)
        c.header('x-record-seq', String(record.seq))
        return c.json(record)
      },
    )
    app.get(
      `${path}/:id/timeline`,
      reads({
        tag,
        summary: 'Its entries, oldest first, each with what it changed',
        query: query.timelineQuery,
        answer: answers.timeline,
      }),
      async (c) => {
        const asked = query.queryOf(c, query.timelineQuery)
        const record = await recordOf(c, kind)
        return longList(c, await reading.timelinePage(record, asked))
      },
    )
  }

  function listAndRecord(path: string, kind: ListedKind): void {
    const schema = query.listQuery(kind)
    const tag = path.slice(1)
    app.get(
      path,
      reads({
        tag,
        summary: `${tag}, in the order in which they were first logged`,
        query: schema,
        answer: answers.records,
      }),
      async (c) => {
        const { choices, ...asked } = query.queryOf(c, schema)
        const { sort, cursor, limit, ...filter } = asked
        const [page, counted] = await Promise.all([
          reading.records({ ...asked, kind }),
          choices === undefined ? undefined : reading.choices({ ...filter, kind }),
        ])
        return c.json({ ...page, ...(counted === undefined ? {} : { choices: counted }) })
      },
    )
    recordAt(path, kind)
    if (placedKinds.includes(kind)) placesAt(path, kind)
  }

  /** The places of a list, for a map. */
  function placesAt(path: string, kind: ListedKind): void {
    const schema = query.placesQuery(kind)
    const tag = path.slice(1)
    app.get(
      `${path}.geojson`,
      reads({
        tag,
        summary: `Places of all ${tag} that match, as GeoJSON; \`numberMatched\` says how many there are`,
        query: schema,
        answer: answers.places,
        media: 'application/geo+json',
      }),
      async (c) => {
        const found = await reading.places({ ...query.queryOf(c, schema), kind })
        c.header('content-type', GEOJSON)
        return c.body(JSON.stringify(featuresOf(found)))
      },
    )
  }

  for (const kind of listedKinds) listAndRecord(`/${lists[kind]}`, kind)
  for (const kind of publishedKinds) {
    const tag = lists[kind]
    const file = query.publishedFileQuery(kind)
    for (const [as, name, answer] of listFiles)
      app.get(
        `/${tag}.${as}`,
        reads({ tag, summary: `All ${tag} that match, as ${name}`, query: file, answer }),
        async (c) => {
          const { lang, names, ...filter } = query.queryOf(c, file)
          return publishedResponse(c, reading, { kind, ...filter }, { as, lang, names })
        },
      )
  }

  app.get(
    '/departments/:id/entries',
    reads({
      tag: 'departments',
      summary: 'Entries that concern a department, newest first',
      query: query.pageQuery,
      answer: answers.lines,
    }),
    async (c) => {
      const record = await recordOf(c, 'department')
      return c.json(await reading.departmentEntries(record.id, query.queryOf(c, query.pageQuery)))
    },
  )

  app.get(
    '/records/:id/evidence',
    reads({
      tag: 'entries',
      summary: 'All that is needed to check one record: entries, proofs, one checkpoint',
      query: query.evidenceQuery,
      answer: answers.evidence,
    }),
    async (c) => {
      const { after } = query.queryOf(c, query.evidenceQuery)
      const evidence = await reading.evidence(c.req.param('id'), after)
      if (evidence === null) throw refuse('not_found', '没有这条记录。', 'There is no such record.', 'id')
      const { entries, ...rest } = evidence
      return longAnswer(c, 'entries', entries, rest)
    },
  )

  app.get(
    '/records/:id/evidence-file',
    reads({
      tag: 'entries',
      summary: 'One record with all its proofs as a file that is checked off line',
      answer: answers.evidenceFile,
    }),
    async (c) => {
      const id = c.req.param('id')
      const file = await evidenceFiles.of(id)
      if (file === null) throw refuse('not_found', '没有这条记录。', 'There is no such record.', 'id')
      c.header('content-disposition', `attachment; filename="${id}.evidence.json"`)
      c.header('content-type', 'application/json; charset=utf-8')
      return c.body(file)
    },
  )
  app.get(
    '/witnesses',
    reads({
      tag: 'checkpoints',
      summary: 'Who cosigns the checkpoints of this ledger, and how far each has come',
      answer: answers.witnesses,
    }),
    async (c) => c.json(await witnesses.state()),
  )

  app.get(
    '/entries',
    reads({
      tag: 'entries',
      summary: 'Entries, newest first: all, or those that put something right or were recorded late',
      query: query.entriesQuery,
      answer: answers.lines,
    }),
    async (c) => longList(c, await reading.entries(query.queryOf(c, query.entriesQuery))),
  )
  app.get(
    '/entries/:index',
    reads({ tag: 'entries', summary: 'One entry: leaf, envelope, body, salt', answer: answers.entry }),
    async (c) => {
      const index = query.wholeParam(c, 'index')
      const entry = await reading.entry(index)
      if (entry === null)
        throw refuse('not_found', `没有账目 ${index}。`, `There is no entry ${index}.`, 'index')
      return c.json(entry)
    },
  )
  app.get(
    '/entries/:index/proof',
    reads({
      tag: 'entries',
      summary: 'Receipt: leaf hash, inclusion proof, checkpoint',
      query: query.proofQuery,
      answer: answers.receipt,
    }),
    async (c) => {
      const { size } = query.queryOf(c, query.proofQuery)
      return c.json(await log.receipt(query.wholeParam(c, 'index'), size))
    },
  )
  app.get(
    '/entries/:index/tlog-proof',
    reads({ tag: 'entries', summary: 'The proof as a C2SP tlog-proof file', answer: 'text/plain' }),
    async (c) => {
      const index = query.wholeParam(c, 'index')
      const { proof, checkpoint } = await log.receipt(index)
      c.header('content-disposition', `attachment; filename="entry-${index}.tlog-proof"`)
      return c.text(formatTlogProof({ index, proof: proof.map(fromBase64), checkpoint }))
    },
  )

  app.get(
    '/checkpoints/latest',
    reads({ tag: 'checkpoints', summary: 'The newest signed checkpoint', answer: answers.latest }),
    async (c) => {
      const { size, recorded, checkpoint } = await log.published()
      return c.json({ size, recorded, checkpoint: await checkpoint() })
    },
  )
  app.get(
    '/checkpoints/:size',
    reads({
      tag: 'checkpoints',
      summary: 'The signed checkpoint over a published size',
      answer: answers.checkpoint,
    }),
    async (c) => {
      const size = query.wholeParam(c, 'size')
      return c.json({ size, checkpoint: await log.checkpointAt(size) })
    },
  )
  app.get(
    '/checkpoints/:size/consistency',
    reads({
      tag: 'checkpoints',
      summary: 'Proof that the ledger only grew',
      query: query.consistencyQuery,
      answer: answers.consistency,
    }),
    async (c) => {
      const to = query.wholeParam(c, 'size')
      const { from } = query.queryOf(c, query.consistencyQuery)
      if (from > to)
        throw refuse(
          'invalid',
          `from（${from}）不能大于 ${to}。`,
          `from (${from}) must not be larger than ${to}.`,
          'from',
        )
      return c.json({ from, to, proof: await log.consistency(from, to) })
    },
  )

  app.get(
    '/search',
    reads({
      tag: 'search',
      summary: 'Records that match, best first, with where and why',
      query: query.searchQuery,
      answer: answers.found,
    }),
    async (c) => c.json(await reading.search(query.queryOf(c, query.searchQuery))),
  )
  app.get(
    '/changes',
    reads({
      tag: 'changes',
      summary: 'Entries from a ledger index on, oldest first',
      query: query.changesQuery,
      answer: answers.changes,
    }),
    async (c) => longList(c, await reading.changes(query.queryOf(c, query.changesQuery))),
  )
  app.get(
    '/stats',
    reads({ tag: 'stats', summary: 'Figures, with their as-of time', answer: answers.stats }),
    async (c) => c.json(await reading.stats()),
  )
  return app
}
