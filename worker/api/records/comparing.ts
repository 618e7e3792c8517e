/** Handing in of a checkpoint that a reader kept: anybody may, and the answer is a proof or the two signed notes. */
import { Hono } from 'hono'
import { z } from 'zod'
import { parse } from '../../domain/input/input.schema.ts'
import { anybody } from '../accounts/sign-in/who.ts'
import { limitAsking } from '../http/asking.ts'
import { readJson } from '../http/body.ts'
import type { ApiDeps, ApiEnv } from '../http/context.ts'
import type { Limiting } from '../http/limits.ts'
import { handedIn } from '../openapi/answers/ledger.ts'
import { acts } from '../openapi/describe.ts'
import { answered } from '../questions/receiving.ts'

const body = z.strictObject({
  checkpoint: z
    .string()
    .max(65_536)
    .meta({ description: 'The signed note, as it was kept: text, empty line, signature lines.' }),
})

/** Routes of handing in. Attempts are limited by address. */
export function comparingRoutes({ services }: ApiDeps, limiting: Limiting) {
  return new Hono<ApiEnv>().post(
    '/checkpoints/compare',
    acts({
      tag: 'checkpoints',
      summary: 'Hand in a checkpoint that you kept: a proof that the ledger grew out of it, or both notes',
      body,
      answer: handedIn,
    }),
    anybody,
    async (c) => {
      const { checkpoint } = parse(body, await readJson(c))
      limitAsking(limiting, c, 'tracks')
      return answered(c, await services.visitors.compare(checkpoint))
    },
  )
}
