/** RFC 9457 problems: one table from code to status, one shape for every refusal. */
import { HTTPException } from 'hono/http-exception'
import { Problem, type ProblemCode, type Words } from '../../domain/record/problem.ts'
import { LedgerError } from '../../ledger/error.ts'
import { problemOf } from '../../services/submit/perform.ts'
import type { ApiContext, ApiDeps } from './context.ts'
import { failureLine } from './log-line.ts'

/** Codes that only the API gives, beside those of the domain. */
export type ApiCode =
  | ProblemCode
  | 'method_not_allowed'
  | 'too_large'
  | 'too_many'
  | 'unsupported_media_type'
  | 'internal'

export const problemCodes = {
  invalid: { status: 400, zh: '请求有误', en: 'The request is wrong' },
  not_signed_in: { status: 401, zh: '需要登录或密钥', en: 'A session or a key is needed' },
  not_allowed: { status: 403, zh: '无权操作', en: 'Not allowed' },
  needs_approval: { status: 409, zh: '须经审核', en: 'Needs the approval of a second person' },
  not_found: { status: 404, zh: '没有找到', en: 'Not found' },
  gone: { status: 410, zh: '已依法删除', en: 'Lawfully erased' },
  method_not_allowed: { status: 405, zh: '不支持此方法', en: 'Method not allowed' },
  conflict: { status: 409, zh: '与现状冲突', en: 'Conflict with what stands' },
  wrong_state: { status: 409, zh: '现状不允许', en: 'Not possible in this state' },
  unchanged: { status: 409, zh: '没有变化', en: 'Nothing would change' },
  too_large: { status: 413, zh: '请求过大', en: 'The request is too large' },
  too_many: { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  unsupported_media_type: { status: 415, zh: '格式不支持', en: 'Unsupported media type' },
  idempotency_key_reused: {
    status: 422,
    zh: '幂等键已用于别的请求',
    en: 'The idempotency key was used before',
  },
  internal: { status: 500, zh: '服务器出错', en: 'Something failed here' },
  unavailable: { status: 503, zh: '暂不可用', en: 'Not available for the moment' },
  storage_full: { status: 507, zh: '存储空间已满', en: 'No room to store' },
  quota_reached: { status: 403, zh: '已达限额', en: 'The quota is used up' },
  ledger_frozen: { status: 503, zh: '账本已停止签署', en: 'The ledger signs nothing' },
} as const satisfies Record<ApiCode, { status: number } & Words>

export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  code: ApiCode
  field?: string
  words: Words
  requestId: string
}

/** A request that is refused before it comes to any verb. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly code: ApiCode
  readonly words: Words

  constructor(code: ApiCode, words: Words) {
    super(words.en)
    this.code = code
    this.words = words
  }
}

/** A problem in the language that a client asks for; Chinese unless English comes first. */
export function problemBody(
  acceptLanguage: string | null | undefined,
  code: ApiCode,
  words: Words,
  requestId: string,
  field?: string,
): ProblemBody {
  const { status, ...title } = problemCodes[code]
  const lang = /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'zh'
  return {
    type: `/api/docs#${code}`,
    title: title[lang],
    status,
    detail: words[lang],
    code,
    ...(field === undefined ? {} : { field }),
    words,
    requestId,
  }
}

/** Response for a refusal (RFC 9457), with the status of its code, in the language of the request. */
export function answerProblem(c: ApiContext, code: ApiCode, words: Words, field?: string): Response {
  const { status } = problemCodes[code]
  const body = problemBody(c.req.header('accept-language'), code, words, c.get('requestId'), field)
  c.set('problem', code)
  c.header('cache-control', 'no-store')
  if (status === 401) c.header('www-authenticate', 'Bearer')
  if (status === 503) c.header('retry-after', '5')
  if (status === 507) c.header('retry-after', '60')
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

/** Turns whatever was thrown into a problem. What nobody foresaw is logged and says nothing of the inside. */
export function answerError(c: ApiContext, thrown: unknown, log: ApiDeps['log']): Response {
  const error = problemOf(thrown)
  // A part that does not answer is no fault of the request: the operator finds here what it said.
  if (error instanceof Problem && error !== thrown && error.code === 'unavailable')
    log(failureLine(c.get('requestId'), c.req.path, thrown))
  if (error instanceof Refusal) return answerProblem(c, error.code, error.words)
  if (error instanceof Problem) return answerProblem(c, error.code, error.words, error.field)
  if (error instanceof LedgerError && (error.code === 'out_of_range' || error.code === 'malformed_leaf')) {
    return answerProblem(c, 'invalid', {
      zh: '数字或编号超出范围。',
      en: 'A number or an id is out of range.',
    })
  }
  if (error instanceof LedgerError && error.code === 'not_canonical') {
    return answerProblem(c, 'invalid', {
      zh: `内容无法如实入账：${error.message}。`,
      en: `This cannot be recorded as it is: ${error.message}.`,
    })
  }
  if (error instanceof HTTPException && error.status === 400) {
    return answerProblem(c, 'invalid', { zh: '请求无法读取。', en: 'The request cannot be read.' })
  }
  log(failureLine(c.get('requestId'), c.req.path, error))
  if (error instanceof RangeError) {
    return answerProblem(c, 'invalid', {
      zh: '请求中有超出范围的数值，或嵌套过深。',
      en: 'Something in the request is out of range, or nested too deeply.',
    })
  }
  return answerProblem(c, 'internal', {
    zh: `服务器出错，没有记入任何未答复的内容。请告知运维人员请求编号 ${c.get('requestId')}。`,
    en: `Something failed here. Tell the operator the request id ${c.get('requestId')}.`,
  })
}
