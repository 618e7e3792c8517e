/** Time limits, and what day they come to: computed for anybody, stored nowhere. */
import { Hono } from 'hono'
import { readAsked, readDay } from '../../domain/clock/asked.ts'
import { clockOf } from '../../domain/clock/clock.ts'
import { clockProfileView } from '../../domain/clock/view.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import * as shapes from '../openapi/clocks.ts'
import { reads } from '../openapi/describe.ts'
import { queryOf } from '../openapi/query.ts'

/** Routes of time limits and the days they come to. */
export function clockRoutes({ services: { reading } }: ApiDeps) {
  const app = new Hono<ApiEnv>()

  app.get(
    '/clocks',
    reads({
      tag: 'clocks',
      summary:
        'Every version of every time limit: those of statutes, the promises of this platform, local ones',
      answer: shapes.clockProfiles,
    }),
    (c) => {
      const items = reading.clocks.all.map(clockProfileView)
      return c.json({ items, next: null, total: items.length })
    },
  )

  app.get(
    '/clocks/:profile',
    reads({
      tag: 'clocks',
      summary: 'The last day of a time limit, with every day that is counted or passed over, and why',
      query: shapes.clockQuery,
      answer: shapes.clock,
    }),
    (c) => {
      const { asOf, start, ...asked } = queryOf(c, shapes.clockQuery)
      const { profile, events } = readAsked(reading.clocks, {
        ...asked,
        start,
        profile: c.req.param('profile'),
      })
      const day = readDay(asOf, 'asOf') ?? reading.today()
      const found = clockOf(profile, events, reading.days, day)
      return c.json({
        ...found,
        asOf: day,
        calendar: reading.calendarName,
        profile: clockProfileView(profile),
      })
    },
  )
  return app
}
