/** A deployment as any reader meets it: its address, whether it answers and records, its signatures, its pages. */
import { many } from '../../domain/text/many.ts'
import { openCheckpoint } from '../../ledger/checkpoint.ts'
import { LedgerError } from '../../ledger/error.ts'
import { good, type Look, looked, poor } from './look.ts'

/** Milliseconds that a request may take. */
const PATIENCE = 15_000
/** Milliseconds by which two clocks may differ. */
const CLOCKS = 5 * 60_000
/** Milliseconds that a checkpoint may lack its quorum. */
const COSIGNED_WITHIN = 15 * 60_000

interface Known {
  origin?: unknown
  verifierKey?: unknown
  witnessPolicy?: unknown
}

interface Witnesses {
  newest?: { size?: unknown } | null
  witnessed?: { size?: unknown } | null
  witnesses?: { name?: unknown; standing?: unknown; at?: unknown }[]
}

/** Looks at a deployment from outside. @param address public scheme and host */
export async function lookOutside(address: string, now: Date): Promise<Look[]> {
  const base = new URL(address)
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, base), { headers, redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
  const health = await looked('reachable', async () => healthOf(await get('/healthz'), now), UNREACHABLE)
  if (health.some(({ check, health: one }) => check === 'reachable' && one === 'bad')) return health
  return [
    ...health,
    ...transportOf(base),
    ...(await looked(
      'identity',
      async () => identityOf(base, await get('/.well-known/mingzhang.json')),
      NOT_OURS,
    )),
    ...(await looked('checkpoint', async () => checkpointOf(get), NOT_OURS)),
    ...(await looked('witnesses', async () => witnessesOf(await get('/api/v1/witnesses'), now), NOT_OURS)),
    ...(await looked('pages', async () => pagesOf(base, get), NOT_BUILT)),
    ...(await looked('secrecy', async () => secrecyOf(get), NOT_OURS)),
  ]
}

type Get = (path: string, headers?: Record<string, string>) => Promise<Response>

const UNREACHABLE = {
  zh: '看服务是否在运行、域名和证书是否指向它、防火墙是否放行。',
  en: 'See whether it runs, whether name and certificate lead to it, and whether the firewall lets readers in.',
}
const NOT_OURS = {
  zh: '看这个地址前面的代理是否改写了路径或响应。',
  en: 'See whether a proxy in front of the address rewrites paths or answers.',
}
const NOT_BUILT = {
  zh: '在部署之前运行 npm run build。',
  en: 'Run npm run build before the deployment.',
}

const isLocal = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

async function healthOf(response: Response, now: Date): Promise<Look[]> {
  const body: unknown = await response.json().catch(() => null)
  const { status, size, reason } = (body ?? {}) as { status?: unknown; size?: unknown; reason?: unknown }
  const looks: Look[] = []
  if (status === 'ok')
    looks.push(
      good('reachable', `在运行，${size} 条账目`, `It runs, with ${many(Number(size), 'entry', 'entries')}`),
    )
  else {
    // A Worker whose settings do not fit answers with a problem, which names them.
    const words = wordsIn(reason) ?? wordsIn(body)
    looks.push(
      poor(
        'reachable',
        'bad',
        {
          zh: `答复 ${response.status}：${words?.zh ?? '不是明账的答复'}`,
          en: `It answers ${response.status}: ${words?.en ?? 'not an answer of Mingzhang'}`,
        },
        words === null ? UNREACHABLE : { zh: '见运维手册。', en: 'See the page for operators.' },
      ),
    )
  }
  const told = Date.parse(response.headers.get('date') ?? '')
  const apart = Math.abs(now.getTime() - told)
  if (apart > CLOCKS)
    looks.push(
      poor(
        'clock',
        'bad',
        {
          zh: `它的时钟与这里相差 ${Math.round(apart / 60_000)} 分钟`,
          en: `Its clock and the one here are ${many(Math.round(apart / 60_000), 'minute')} apart`,
        },
        { zh: '让两边的时钟与标准时间同步（NTP）。', en: 'Let both follow a time server (NTP).' },
      ),
    )
  return looks
}

function wordsIn(value: unknown): { zh: string; en: string } | null {
  if (typeof value !== 'object' || value === null) return null
  const { zh, en, words } = value as { zh?: unknown; en?: unknown; words?: unknown }
  if (typeof zh === 'string' && typeof en === 'string') return { zh, en }
  return wordsIn(words)
}

function transportOf(base: URL): Look[] {
  if (base.protocol === 'https:') return [good('https', '以 https 提供', 'It is served over https')]
  const words = {
    zh: '以 http 提供：路上的人能读能改',
    en: 'It is served over http: whoever is between reads and changes it',
  }
  const mend = {
    zh: '在前面设一个有证书的代理，并把 ORIGIN 设为 https。',
    en: 'Put a proxy with a certificate before it, and set ORIGIN to https.',
  }
  return [poor('https', isLocal(base) ? 'look' : 'bad', words, mend)]
}

async function identityOf(base: URL, response: Response): Promise<Look[]> {
  const { origin } = (await response.json()) as Known
  const expected = `${base.host}/log`
  if (origin === expected) return [good('identity', `账本名 ${expected}`, `The ledger is ${expected}`)]
  return [
    poor(
      'identity',
      'bad',
      {
        zh: `账本名是 ${origin}，而地址应是 ${expected}`,
        en: `The ledger calls itself ${origin}, and the address stands for ${expected}`,
      },
      {
        zh: '第一次启动之前把 ORIGIN 设为公开地址；已有账目的账本不能改名，请用它自己的地址。',
        en: 'Set ORIGIN to the public address before the first start; a ledger with entries keeps its name: serve it at its own address.',
      },
    ),
  ]
}

async function checkpointOf(get: Get): Promise<Look[]> {
  const known = (await (await get('/.well-known/mingzhang.json')).json()) as Known
  const response = await get('/log/checkpoint')
  if (!response.ok)
    return [
      poor(
        'checkpoint',
        'look',
        { zh: '还没有检查点', en: 'There is no checkpoint yet' },
        {
          zh: '第一条账目入账后就有；先用 mingzhang invite 开第一个账户。',
          en: 'The first entry brings it: open the first account with mingzhang invite.',
        },
      ),
    ]
  try {
    const { size } = await openCheckpoint(await response.text(), String(known.verifierKey))
    return [
      good(
        'checkpoint',
        `检查点签名成立，规模 ${size}`,
        `The signature of the checkpoint holds, over ${many(size, 'entry', 'entries')}`,
      ),
    ]
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error
    return [
      poor(
        'checkpoint',
        'bad',
        {
          zh: '检查点的签名与公布的公钥不符',
          en: 'The signature of the checkpoint is not of the key that is published',
        },
        {
          zh: '看缓存是否在提供另一处部署的检查点。',
          en: 'See whether a cache serves the checkpoint of another deployment.',
        },
      ),
    ]
  }
}

async function witnessesOf(response: Response, now: Date): Promise<Look[]> {
  const { newest, witnessed, witnesses = [] } = (await response.json()) as Witnesses
  if (witnesses.length === 0)
    return [
      poor(
        'witnesses',
        'look',
        {
          zh: '没有见证方：读者无法知道别人看到的是不是同一本账',
          en: 'There are no witnesses: readers cannot know whether others see the same ledger',
        },
        {
          zh: '写一份 witness-policy（见运维手册“见证方”）。',
          en: 'Write a witness-policy (operators, Witnesses).',
        },
      ),
    ]
  const behind = Number(newest?.size ?? 0) - Number(witnessed?.size ?? 0)
  const last = Math.max(0, ...witnesses.map(({ at }) => Date.parse(String(at)) || 0))
  const away = witnesses.filter(({ standing }) => standing !== 'cosigned').map(({ name }) => String(name))
  if (behind === 0)
    return [
      good('witnesses', '最新检查点已有法定数量的见证', 'The newest checkpoint has its quorum of witnesses'),
    ]
  const words = {
    zh: `最新的 ${behind} 条账目还没有法定数量的见证${away.length > 0 ? `；未签：${away.join('、')}` : ''}`,
    en: `The newest ${many(behind, 'entry has', 'entries have')} no quorum of witnesses${away.length > 0 ? `; not signed: ${away.join(', ')}` : ''}`,
  }
  const isLate = now.getTime() - last > COSIGNED_WITHIN
  return [
    poor('witnesses', isLate ? 'bad' : 'look', words, {
      zh: '看这些见证方是否在运行；页面“如何核验”逐一列出。',
      en: 'See whether these witnesses run; the page How to verify lists each.',
    }),
  ]
}

async function pagesOf(base: URL, get: Get): Promise<Look[]> {
  for (const lang of ['zh', 'en'] as const) {
    const response = await get(`/${lang}`)
    const html = await response.text()
    const [, script] = /<script[^>]+src="([^"]+)"/.exec(html) ?? []
    if (!response.ok || script === undefined) throw new Error(`/${lang} answers ${response.status}`)
    const asset = await get(script)
    if (!asset.ok) throw new Error(`${script} answers ${asset.status}`)
  }
  const looks = [
    good('pages', '两种语言的首页和脚本都在', 'Front pages and script are there in both languages'),
  ]
  const { headers } = await get('/zh')
  if (base.protocol === 'https:' && headers.get('strict-transport-security') === null)
    looks.push(
      poor(
        'hsts',
        'look',
        {
          zh: '没有 HSTS：第一次访问可能被引到 http',
          en: 'There is no HSTS: a first visit may be led to http',
        },
        {
          zh: '把 ORIGIN 设为 https 地址，并且不让代理去掉这个头。',
          en: 'Set ORIGIN to the https address, and let no proxy take the header away.',
        },
      ),
    )
  if (!(headers.get('content-security-policy') ?? '').includes("default-src 'none'"))
    looks.push(
      poor(
        'headers',
        'bad',
        { zh: '页面没有内容安全策略', en: 'Pages come without their content security policy' },
        { zh: '不让代理改写响应头。', en: 'Let no proxy rewrite headers.' },
      ),
    )
  return looks
}

/** Looks at pages for one reader, which nothing in between may keep. */
async function secrecyOf(get: Get): Promise<Look[]> {
  const desk = await get('/zh/sign-in')
  const kept = /no-store/.test(desk.headers.get('cache-control') ?? '')
  const list = await get('/api/v1/me')
  const looks: Look[] = []
  if (!kept)
    looks.push(
      poor(
        'secrecy',
        'bad',
        { zh: '工作台的页面可能被缓存', en: 'Pages of the workbench may be kept by caches' },
        { zh: '不让代理改写 cache-control。', en: 'Let no proxy rewrite cache-control.' },
      ),
    )
  if (list.status !== 401)
    looks.push(
      poor(
        'secrecy',
        'bad',
        {
          zh: `不登录问“我是谁”的答复是 ${list.status}，应为 401`,
          en: `Asking who I am without signing in is answered ${list.status}, not 401`,
        },
        { zh: '看代理是否自己加上了凭证。', en: 'See whether a proxy adds credentials of its own.' },
      ),
    )
  return looks.length > 0
    ? looks
    : [
        good(
          'secrecy',
          '工作台不缓存，不登录没有身份',
          'The workbench is not cached, and nobody is signed in unasked',
        ),
      ]
}
