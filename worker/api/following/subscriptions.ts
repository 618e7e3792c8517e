/** Following by mail, without an account: asked for, confirmed, left. Only what is posted changes anything. */
import { Hono } from 'hono'
import { z } from 'zod'
import { type Cadence, cadences } from '../../domain/following/cadence.ts'
import { parse } from '../../domain/input/input.schema.ts'
import { refuse } from '../../domain/record/guard.ts'
import { of, Problem } from '../../domain/record/problem.ts'
import { anybody } from '../accounts/sign-in/who.ts'
import { limitAsking } from '../http/asking.ts'
import { readJson, readSigned } from '../http/body.ts'
import type { ApiContext, ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { acts } from '../openapi/describe.ts'

const cadence = z.enum(Object.keys(cadences) as [Cadence, ...Cadence[]])
const askSchema = z.strictObject({
  topic: z.string().max(500).meta({
    description:
      'Address of a record, department, list with its filters, rule or search of the site: `/decisions?status=decided`.',
  }),
  email: z.string().max(500),
  cadence: cadence.default('daily'),
  lang: z.enum(['zh', 'en']).default('zh'),
})
const confirmSchema = z.strictObject({
  token: z.string().max(100).optional().meta({ description: 'Of the link in the message.' }),
  email: z.string().max(500).optional(),
  code: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Eight digits, with the address to which they were sent.' }),
})
const returnedSchema = z.strictObject({
  messageId: z.string().max(300).meta({ description: 'Message-ID of the message, as it was sent.' }),
  hard: z.boolean().meta({
    description: 'It can never be delivered there. The third such message ends all that its reader follows.',
  }),
})
const words = z.object({ zh: z.string(), en: z.string() })
const asked = z.object({ words })
const noticeOfProvider = z.looseObject({})
const taken = z.object({ taken: z.literal(true) })
const followed = z.object({
  id: z.string(),
  topic: z.string(),
  title: z.string(),
  confirmed: z.string().nullable(),
})

/** The one answer to whoever asks: it says nothing of an address. */
const ASKED = of(
  '如果这个地址可以收信，几分钟内会收到一封确认信；按信里的按钮或验证码确认之后才会开始。',
  'If this address takes mail, a message that asks for confirmation arrives within minutes; nothing begins before it is confirmed.',
)

const closed = (): Problem =>
  new Problem('not_found', {
    words: of('本站没有设置发信：请用订阅源（/feeds）。', 'No mail is set up here: use the feeds (/feeds).'),
  })

/**
 * Routes of following by mail: asked for, confirmed, shown, changed and ended, each with the token of a link.
 */
export function subscriptionRoutes({ services: { following } }: ApiDeps, limiting: Limiting) {
  const app = new Hono<ApiEnv>()

  app.post(
    '/subscriptions',
    acts({
      tag: 'subscriptions',
      summary: 'Ask to follow something by mail; the answer is the same whatever is known of the address',
      body: askSchema,
      answer: { 202: asked },
    }),
    anybody,
    async (c) => {
      const topic = parse(askSchema, await readJson(c))
      if (!following.isOpen) throw closed()
      limitAsking(limiting, c, 'follows')
      await following.ask(topic)
      c.header('cache-control', 'no-store')
      return c.json({ words: ASKED }, 202)
    },
  )

  app.post(
    '/subscriptions/confirm',
    acts({
      tag: 'subscriptions',
      summary: 'Confirm with the token of a message, or with its code',
      body: confirmSchema,
      answer: followed,
    }),
    anybody,
    async (c) => {
      const { token, email, code } = parse(confirmSchema, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      c.header('cache-control', 'no-store')
      if (token !== undefined) return c.json(await following.confirm(token))
      if (email !== undefined && code !== undefined) return c.json(await following.confirmByCode(email, code))
      throw refuse('invalid', '请给出 token，或 email 和 code。', 'Give token, or email and code.', 'token')
    },
  )

  app.post(
    '/subscriptions/returned',
    acts({
      tag: 'subscriptions',
      summary:
        'A message came back, as the mail provider tells; signed as Standard Webhooks are, or as the provider of MAIL_RETURNS_KEY shows it',
      body: following.isToldByProvider ? noticeOfProvider : returnedSchema,
      answer: taken,
      refused: ['not_allowed', 'not_found'],
    }),
    anybody,
    async (c) => {
      const { text, json } = await readSigned(c)
      if (following.isToldByProvider) {
        await following.returnedBy({ header: (name) => c.req.header(name) ?? null, json })
        c.header('cache-control', 'no-store')
        return c.json({ taken: true })
      }
      const header = (name: string): string | null => c.req.header(`webhook-${name}`) ?? null
      const call = { id: header('id'), timestamp: header('timestamp'), signature: header('signature'), text }
      await following.returned(call, parse(returnedSchema, json))
      c.header('cache-control', 'no-store')
      return c.json({ taken: true })
    },
  )
  return app
}

/** One click to leave (RFC 8058 §3.1), without a cookie and without a redirect; whoever only looks is shown a page. */
export function leaveRoutes({ services: { following } }: ApiDeps) {
  const app = new Hono<ApiEnv>()
  app.get('/:token', (c) => c.redirect(`/zh/follow/manage?token=${encodeURIComponent(tokenOf(c))}`, 303))
  app.post('/:token', async (c) => {
    await following.leave(tokenOf(c))
    c.header('cache-control', 'no-store')
    return c.text('已退订。You have left.')
  })
  return app
}

const tokenOf = (c: ApiContext): string => (c.req.param('token') ?? '').slice(0, 100)
