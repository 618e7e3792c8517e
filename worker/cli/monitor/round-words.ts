/** Alarms of a round, in words. */

import { Problem } from '../../domain/record/problem.ts'
import { many } from '../../domain/text/many.ts'
import { Failure } from '../../intake/run/failure.ts'
import type { Sighting } from '../../machine/mirror.ts'
import { type Alarm, alarm } from './alarm.ts'
import { aboutOf, type Growth } from './growing/growth.ts'

/** A round that did not come to its end. @param now for an alarm each hour, as it may go on */
export function failureAlarm(error: unknown, now: Date): Alarm {
  const words =
    error instanceof Failure || error instanceof Problem
      ? error.words
      : { zh: `这一轮没有完成：${String(error)}`, en: `This round was not finished: ${String(error)}` }
  // Each hour anew: that a ledger cannot be reached goes on.
  return alarm('unreachable', words, { about: now.toISOString().slice(0, 13) })
}

/** This monitor itself did not come to the end of the ledger for longer than is expected of it. */
export function pausedAlarm(at: string): Alarm {
  return alarm(
    'late',
    {
      zh: `这家监测方自 ${at} 起没有跟上账本：此间账本出示过什么，它没有看到。`,
      en: `This monitor has not followed the ledger since ${at}: what was shown meanwhile it has not seen.`,
    },
    { about: `own ${at}` },
  )
}

/** The ledger that is followed is a mirror that is not filled any more. @param at null where it does not say */
export function lateMirrorAlarm(at: string | null): Alarm {
  return alarm(
    'late',
    at === null
      ? {
          zh: '这个网址是一处镜像，没有说最近一次何时跟上原账本。',
          en: 'At this address is a mirror that does not say when it last followed its ledger.',
        }
      : {
          zh: `这个网址是一处镜像，自 ${at} 起没有跟上原账本。`,
          en: `At this address is a mirror that has not followed its ledger since ${at}.`,
        },
    { about: `mirror ${at}` },
  )
}

/** Nothing signed is shown by a ledger that showed some before. */
export const NO_CHECKPOINT = alarm('checkpoint', {
  zh: '账本不再出示任何签名的检查点。',
  en: 'The ledger does not show any signed checkpoint any more.',
})

/** Another key is shown than the trusted one. */
export function keyAlarm(served: string, trusted: string): Alarm {
  return alarm(
    'key',
    {
      zh: `账本出示的公钥是 ${served}，不是所信任的 ${trusted}。`,
      en: `The ledger shows the key ${served}, not the trusted ${trusted}.`,
    },
    { about: served },
  )
}

/** The checkpoint does not open with the trusted key. */
export function signatureAlarm(note: string): Alarm {
  return alarm(
    'signature',
    {
      zh: '检查点没有所信任的公钥的有效签名。',
      en: 'The checkpoint has no valid signature of the trusted key.',
    },
    { about: note },
  )
}

/** An earlier checkpoint of the same history is shown. */
export function shorterAlarm({ size, root }: Sighting, than: Sighting): Alarm {
  return alarm(
    'shorter',
    {
      zh: `账本变短了：${than.at} 见过 ${than.size} 条，现在出示的检查点只有 ${size} 条。`,
      en: `The ledger has become shorter: ${many(than.size, 'entry was', 'entries were')} seen at ${than.at}, and the checkpoint that it shows now is over ${size}.`,
    },
    { index: size, about: `${aboutOf({ size, root })} ${than.size}` },
  )
}

/** The tree that was signed is not served. */
export function unservedAlarm({ size, root }: Sighting): Alarm {
  return alarm(
    'tile',
    {
      zh: `给出的哈希算不出签过名的树根（${size} 条）：账本没有给出它所签的树。`,
      en: `The hashes that are served do not give the signed root over ${many(size, 'entry', 'entries')}: the log does not serve the tree that it has signed.`,
    },
    { about: aboutOf({ size, root }) },
  )
}

/** Two signed checkpoints are not of one history. @param evidence file that keeps both notes */
export function forkedAlarm(
  { size, root }: Sighting,
  { from, index }: Extract<Growth, { is: 'forked' }>,
  evidence: string,
): Alarm {
  const at =
    index === null
      ? { zh: '', en: '' }
      : { zh: `，从第 ${index} 条起不同`, en: `; they differ from entry ${index} on` }
  return alarm(
    'forked',
    {
      zh: `历史分叉：${from.at} 签过 ${from.size} 条的检查点，现在签的 ${size} 条不是同一段历史${at.zh}。两份签名都已保存。`,
      en: `The histories part: a checkpoint over ${many(from.size, 'entry', 'entries')} was signed and seen at ${from.at}, and the one over ${size} that is signed now is not of the same history${at.en}. Both signed notes are kept.`,
    },
    { index, evidence, about: aboutOf({ size, root }) },
  )
}

/** The ledger at this address was closed, and another one continues it here. */
export function continuedNews(trusted: string, heir: string): Alarm {
  return alarm(
    'own',
    {
      zh: `${trusted} 的账本已封存；这个网址上现在是接续它的 ${heir}，另存在镜像目录的 successor 里。`,
      en: `The ledger of ${trusted} was closed; at this address ${heir} continues it, and is mirrored in successor, in the folder of the mirror.`,
    },
    { about: heir },
  )
}

/** Entries stand behind the one that closed the ledger. */
export function behindEndAlarm(index: number): Alarm {
  return alarm(
    'envelope',
    {
      zh: `账本在封账（第 ${index} 条账目）之后又记入了账目。`,
      en: `Entries were recorded behind the one that closed the ledger, ${index}.`,
    },
    { index: index + 1 },
  )
}

/** The end of a closed ledger was not mirrored before its address went on with another one. */
export function endMissingAlarm(trusted: string): Alarm {
  return alarm(
    'missing',
    {
      zh: `${trusted} 的账本没有镜像到它封存的那一条：封存前的最后部分要从接续账本的 predecessor 或别的镜像取得。`,
      en: `The ledger of ${trusted} was not mirrored up to its end: its last part is to be had from the copy that its successor keeps, or from another mirror.`,
    },
    { about: trusted },
  )
}
