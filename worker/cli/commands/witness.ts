import { randomBytes } from 'node:crypto'
import { createSigner } from '../../ledger/signer.ts'
import { newWitnessKey, openWitnessFolder, serveWitness } from '../../machine/witness.ts'
import { defineCommand } from '../shell/command.ts'
import { portOf, socket } from '../shell/socket.ts'
import { UsageError } from '../shell/usage.ts'

export const witness = defineCommand({
  operands: '',
  options: {
    ...socket,
    data: {
      type: 'string',
      value: 'DIR',
      words: { zh: '见证方的目录（默认 .witness）', en: 'folder of the witness (default .witness)' },
    },
    name: {
      type: 'string',
      value: 'NAME',
      words: {
        zh: '见证方的名字，如 witness.example.org/w1；首次运行时必填',
        en: 'name of the witness, such as witness.example.org/w1; needed the first time',
      },
    },
    'new-key': {
      type: 'boolean',
      words: {
        zh: '只生成一把新私钥并打印（部署到 Workers 时用）',
        en: 'only make a new key and print it (for a deployment on Workers)',
      },
    },
  },
  notes: [
    {
      zh: '目录里的 logs 文件每行写一个账本：log 验证密钥。账本的验证密钥在它的 /.well-known/mingzhang.json 上，请从别处再核对一次。',
      en: 'The file logs in the folder has a line for each ledger: log <verifier key>. A ledger shows its key at /.well-known/mingzhang.json; compare it with another source.',
    },
  ],
  async run({ values, terminal, json }) {
    if (values['new-key'] === true) {
      const key = await newWitnessKey(nameOf(values), (bytes) => new Uint8Array(randomBytes(bytes)))
      const { verifierKey } = await createSigner(key)
      if (values.json === true) json({ key, verifierKey })
      else {
        terminal.out(`${key}\n`)
        terminal.err(`${verifierKey}\n`)
      }
      return 0
    }
    const folder = await openWitnessFolder(values.data ?? '.witness', values.name)
    const served = await serveWitness(folder, {
      host: values.host ?? terminal.env.HOST ?? '127.0.0.1',
      port: portOf(values.port, terminal),
      now: terminal.now,
    })
    const { verifierKey } = folder.signer
    if (values.json === true) json({ url: served.url, verifierKey, logs: folder.logs })
    else terminal.out(`见证方 Witness: ${served.url}\n${verifierKey}\n`)
    await terminal.stopped()
    await served.close()
    folder.close()
    return 0
  },
})

/** A key without a name of its own would pass for that of somebody else. @throws UsageError without one */
function nameOf({ name }: { name?: string }): string {
  if (name !== undefined) return name
  throw new UsageError({
    zh: '--new-key 需要 --name，如 witness.example.org/w1：名字写在密钥里，以后不能改。',
    en: '--new-key needs a --name, such as witness.example.org/w1: it stands in the key, and cannot be changed later.',
  })
}
