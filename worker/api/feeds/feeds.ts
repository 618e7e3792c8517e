/** Atom and JSON Feed of the ledger, a list, a record, and what is due; calendars beside them. */

import { Hono } from 'hono'
import { label } from '../../domain/kinds/labels.ts'
import { kindOfRecord, listedKinds, lists } from '../../domain/kinds/table.ts'
import { nameOf, titleIn } from '../../domain/kinds/title.ts'
import { refuse } from '../../domain/record/guard.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import type { FeedItem } from '../../domain/text/atom.ts'
import { dueItems } from '../../services/export/due.ts'
import { newestOfKind, newestOfRecords } from '../../services/export/newest.ts'
import { ruleLines } from '../../services/inspection/rule-lines.ts'
import type { RecordView } from '../../services/read/views.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { takesQuery } from '../http/known-query.ts'
import { feedQuery, queryOf } from '../openapi/query.ts'
import { calendarRoutes } from './calendar.ts'
import { type Asked, askedOf, dueItem, entryItems, formats, type Head, sendFeed } from './feed.ts'
import { sayList, withFilter } from './narrowed.ts'
import { successorItem, successorOf, successorWords } from './successor.ts'

const ITEMS = 50
const inLang = takesQuery(['lang'])

/** Routes of the feeds. */
export function feedRoutes(deps: ApiDeps) {
  const { reading, ledger } = deps.services
  const app = new Hono<ApiEnv>()

  const send = (
    c: ApiContext,
    format: string,
    head: Head,
    items: FeedItem[],
    asked: Asked,
  ): Promise<Response> => sendFeed(c, deps.services, format, head, items, asked)

  /** The department in the query, which must be one. */
  async function departmentOf(c: ApiContext): Promise<RecordView | null> {
    const id = c.req.query('department') ?? ''
    if (id === '') return null
    const record = kindOfRecord(id) === 'department' ? await reading.record(id) : null
    if (record === null)
      throw refuse('not_found', `没有部门 ${id}。`, `There is no department ${id}.`, 'department')
    return record
  }

  for (const format of formats) {
    app.get(`/ledger.${format}`, inLang, async (c) => {
      const asked = askedOf(c, deps)
      const { items } = await reading.entries({ limit: ITEMS })
      const title = asked.lang === 'en' ? 'Ledger' : '账本'
      const head = { title, path: '/ledger', home: '/ledger' }
      return send(c, format, head, await entryItems(deps.services, items, asked), asked)
    })

    app.get(`/due.${format}`, takesQuery(['lang', 'department']), async (c) => {
      const asked = askedOf(c, deps)
      const department = await departmentOf(c)
      const due = await dueItems(reading, department === null ? {} : { department: department.id })
      const what = asked.lang === 'en' ? 'Due and overdue' : '到期与逾期'
      const title = department === null ? what : `${what} · ${titleIn(asked.lang, department)}`
      const path = department === null ? '/due' : `/due/${department.id}`
      const successor = await successorOf(deps.services, department)
      const head = { title, path, home: '/milestones', about: successorWords(successor, asked) }
      const items = [...successorItem(successor, asked), ...due.map((one) => dueItem(one, asked))]
      return send(c, format, head, items, asked)
    })

    for (const kind of listedKinds) {
      const schema = feedQuery(kind)
      app.get(`/${lists[kind]}.${format}`, takesQuery(Object.keys(schema.shape)), async (c) => {
        const asked = askedOf(c, deps)
        const { lang: _, ...filter } = queryOf(c, schema)
        const narrowed = Object.keys(filter).length > 0
        const lines = narrowed
          ? await newestOfRecords(ledger, await reading.saidLast({ ...filter, kind, limit: ITEMS }), ITEMS)
          : await newestOfKind(ledger, kind, ITEMS)
        const said = narrowed ? await sayList(reading, asked.lang, kind, filter) : null
        const path = withFilter(`/${lists[kind]}`, filter)
        const head = { title: said ?? label(asked.lang, 'record', kind), path, home: path }
        return send(c, format, head, await entryItems(deps.services, lines, asked), asked)
      })
    }
  }

  app.get('/rules/:file', inLang, async (c) => {
    const [, id = '', format] = /^([A-Z]\d{2})\.(atom|json)$/.exec(c.req.param('file')) ?? []
    const rule = ruleOf(id)
    if (rule === null || (format !== 'atom' && format !== 'json'))
      throw refuse('not_found', '没有这个订阅源。', 'There is no such feed.')
    const asked = askedOf(c, deps)
    const lines = await ruleLines(deps.services, rule.id, ITEMS)
    const title = `${rule.id} ${rule.name[asked.lang]}`
    const path = `/rules/${rule.id}`
    const head = { title, path, home: path }
    return send(c, format, head, await entryItems(deps.services, lines, asked), asked)
  })

  app.route('/', calendarRoutes(deps))

  app.get(`/:list{${listedKinds.map((kind) => lists[kind]).join('|')}}/:file`, inLang, async (c) => {
    const [, id = '', format = ''] = /^(.+)\.(atom|json)$/.exec(c.req.param('file')) ?? []
    const record = kindOfRecord(id) === null ? null : await reading.record(id)
    if (record === null || lists[record.kind] !== c.req.param('list')) {
      throw refuse('not_found', '没有这个订阅源。', 'There is no such feed.')
    }
    const asked = askedOf(c, deps)
    const path = `/${c.req.param('list')}/${id}`
    const title = titleIn(asked.lang, record) || record.id
    if (record.kind === 'department') {
      const { items } = await reading.departmentEntries(id, { limit: ITEMS })
      const successor = await successorOf(deps.services, record)
      const head = { title, path, home: path, about: successorWords(successor, asked) }
      const told = [...successorItem(successor, asked), ...(await entryItems(deps.services, items, asked))]
      return send(c, format, head, told, asked)
    }
    // An erasure is an entry of its own, as is an opening: whoever follows the record is told.
    const [moments, others] = await Promise.all([
      reading.timeline(id, { limit: ITEMS }),
      reading.othersAbout(record, ITEMS),
    ])
    const told = [...moments.map(({ entry }) => entry), ...others]
      .sort((a, b) => b.index - a.index)
      .slice(0, ITEMS)
      .map(({ index, envelope }) => ({
        index,
        envelope,
        ...nameOf(record),
        departmentName: record.departmentName,
        departmentNameEn: record.departmentNameEn,
      }))
    const items = await entryItems(deps.services, told, asked)
    return send(c, format, { title, path, home: path }, items, asked)
  })
  return app
}
