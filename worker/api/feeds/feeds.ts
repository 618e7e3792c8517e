/** Atom and JSON Feed of the ledger, a list, a record, and what is due; calendars beside them. */
import { Hono } from 'hono'
import { label } from '../../domain/kinds/labels.ts'
import { kindOfRecord, listedKinds, lists } from '../../domain/kinds/table.ts'
import { refuse } from '../../domain/record/guard.ts'
import { ruleOf } from '../../domain/rules/rules.ts'
import { dueItems } from '../../services/export/due.ts'
import { newestOfKind } from '../../services/export/newest.ts'
import { ruleLines } from '../../services/inspection/rule-lines.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import { takesQuery } from '../http/known-query.ts'
import { calendarRoutes } from './calendar.ts'
import { askedOf, dueItem, entryItem, formats, sendFeed } from './feed.ts'

const ITEMS = 50
const inLang = takesQuery(['lang'])

export function feedRoutes(deps: ApiDeps) {
  const { reading, ledger } = deps.services
  const app = new Hono<ApiEnv>()

  /** The department in the query, which must be one. */
  async function departmentOf(c: ApiContext): Promise<{ id: string; title: string } | null> {
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
      const updated = items[0]?.envelope.recorded ?? null
      const head = { title, path: '/ledger', home: '/ledger', updated }
      return sendFeed(
        c,
        format,
        head,
        items.map((item) => entryItem(item, asked)),
        asked,
      )
    })

    app.get(`/due.${format}`, takesQuery(['lang', 'department']), async (c) => {
      const asked = askedOf(c, deps)
      const department = await departmentOf(c)
      const due = await dueItems(reading, department === null ? {} : { department: department.id })
      const what = asked.lang === 'en' ? 'Due and overdue' : '到期与逾期'
      const title = department === null ? what : `${what} · ${department.title}`
      const path = department === null ? '/due' : `/due/${department.id}`
      const head = { title, path, home: '/milestones', updated: due[0]?.updated ?? null }
      return sendFeed(
        c,
        format,
        head,
        due.map((one) => dueItem(one, asked)),
        asked,
      )
    })

    for (const kind of listedKinds) {
      app.get(`/${lists[kind]}.${format}`, inLang, async (c) => {
        const asked = askedOf(c, deps)
        const lines = await newestOfKind(ledger, kind, ITEMS)
        const path = `/${lists[kind]}`
        const updated = lines[0]?.envelope.recorded ?? null
        const head = { title: label(asked.lang, 'record', kind), path, home: path, updated }
        return sendFeed(
          c,
          format,
          head,
          lines.map((line) => entryItem(line, asked)),
          asked,
        )
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
    const head = { title, path, home: path, updated: lines[0]?.envelope.recorded ?? null }
    return sendFeed(
      c,
      format,
      head,
      lines.map((line) => entryItem(line, asked)),
      asked,
    )
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
    const head = { title: record.title, path, home: path, updated: record.recorded }
    if (record.kind === 'department') {
      const { items } = await reading.departmentEntries(id, { limit: ITEMS })
      const updated = items[0]?.envelope.recorded ?? null
      return sendFeed(
        c,
        format,
        { ...head, updated },
        items.map((item) => entryItem(item, asked)),
        asked,
      )
    }
    // An erasure is an entry of its own: whoever follows the record is told, and lets go of the old text.
    const moments = await reading.timeline(id)
    const told = [...moments.map(({ entry }) => entry), ...(await reading.erasuresOf(id))]
      .sort((a, b) => b.index - a.index)
      .slice(0, ITEMS)
    const items = told.map(({ index, envelope }) =>
      entryItem({ index, envelope, title: record.title, departmentName: record.departmentName }, asked),
    )
    const updated = told[0]?.envelope.recorded ?? record.recorded
    return sendFeed(c, format, { ...head, updated }, items, asked)
  })
  return app
}
