import { existsSync } from 'node:fs'
import { openMirror } from '../../../machine/mirror-site.ts'
import { serveApp } from '../../../machine/server.ts'
import { groundIn } from '../../../machine/serving/ground.ts'
import { mirrorsIn } from '../../monitor/folders.ts'
import { within, withinOf } from '../../monitor/within.ts'
import { defineCommand } from '../../shell/command.ts'
import { portOf, socket } from '../../shell/socket.ts'
import { UsageError } from '../../shell/usage.ts'

export const mirrorServe = defineCommand({
  operands: '<dir>',
  options: {
    ...socket,
    origin: {
      type: 'string',
      value: 'URL',
      words: {
        zh: '镜像的公开地址，如 https://mirror.example.org（默认 ORIGIN）',
        en: 'public address of the mirror, such as https://mirror.example.org (default: ORIGIN)',
      },
    },
    within,
  },
  notes: [
    {
      zh: '目录是一本账的镜像，或只有一本账的监测目录。每一页都说明这是截至多少条的镜像；出示的是原账本的公钥和它签的检查点。monitor 可以同时继续往里镜像。',
      en: 'The folder is the mirror of one ledger, or that of a monitor with one ledger in it. Each page says that it is a mirror, and as of how many entries; the key and the checkpoints are those of the ledger. A monitor may go on filling it meanwhile.',
    },
  ],
  async run({ values, positionals, terminal, json }) {
    const [data, ...more] = positionals
    if (data === undefined || more.length > 0)
      throw new UsageError({ zh: '请给出一个镜像目录。', en: 'Name the folder of one mirror.' })
    const dir = await mirrorNamed(data)
    const mirror = await openMirror(dir, terminal.now, withinOf(values.within))
    const served = await serveApp({
      services: mirror.services,
      host: values.host ?? terminal.env.HOST ?? '127.0.0.1',
      port: portOf(values.port, terminal),
      origin: (values.origin ?? terminal.env.ORIGIN)?.replace(/\/+$/, ''),
      trustProxy: terminal.env.TRUST_PROXY === '1',
      ...(await groundIn(terminal.env, { data: dir })),
    })
    const { origin, verifierKey } = mirror.services.log
    if (values.json === true) json({ url: served.url, dir, origin, verifierKey })
    else terminal.out(`镜像 Mirror: ${served.url} (${origin}, ${dir})\n${verifierKey}\n`)
    await terminal.stopped()
    await served.close()
    await mirror.close()
    return 0
  },
})

async function mirrorNamed(data: string): Promise<string> {
  const found = existsSync(data) ? [...(await mirrorsIn(data)).values()] : []
  const [dir] = found
  if (dir !== undefined && found.length === 1) return dir
  throw new UsageError(
    dir === undefined
      ? { zh: `${data} 里没有镜像。`, en: `There is no mirror in ${data}.` }
      : {
          zh: `${data} 里有多本账的镜像，请给出其中一个：${found.join('、')}。`,
          en: `There are mirrors of several ledgers in ${data}; name one of them: ${found.join(', ')}.`,
        },
  )
}
