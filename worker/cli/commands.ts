/** The commands, in the order of the overview. */

import { approve } from './commands/approve.ts'
import { casesConfirm } from './commands/cases.ts'
import { clock } from './commands/clock.ts'
import { keysDepartmentNew, keysRegister, keysRevokeDepartment } from './commands/department-keys.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { inspect } from './commands/inspect.ts'
import { accountsList, invite } from './commands/invite.ts'
import { keysCases, keysCreate, keysList, keysNew, keysRevoke, keysShow } from './commands/keys.ts'
import { mappingCommand } from './commands/mapping.ts'
import { comments } from './commands/outside/comments.ts'
import { mailboxesAdd, mailboxesList, mailboxesRemove, mailboxesTest } from './commands/outside/mailboxes.ts'
import { mentionsAdd, mentionsCheck, mentionsList } from './commands/outside/mentions.ts'
import { webhooksAdd, webhooksList, webhooksRemove, webhooksTest } from './commands/outside/webhooks.ts'
import { providersAdd, providersDisable, providersEnable, providersList } from './commands/providers.ts'
import { recheck, rulesList, rulesSet, rulesTry } from './commands/rules.ts'
import { demo, serve } from './commands/serve.ts'
import { backup } from './commands/upkeep/backup.ts'
import { doctor } from './commands/upkeep/doctor.ts'
import { migrate } from './commands/upkeep/migrate.ts'
import { rebuild } from './commands/upkeep/rebuild.ts'
import { restore } from './commands/upkeep/restore.ts'
import { keysRetire, keysRotate } from './commands/upkeep/rotate.ts'
import { ledgerClose, ledgerContinue } from './commands/upkeep/succession.ts'
import { verify } from './commands/verify.ts'
import { monitorCompare } from './commands/watch/compare.ts'
import { drill } from './commands/watch/drill.ts'
import { mirrorServe } from './commands/watch/mirror.ts'
import { monitor } from './commands/watch/monitor.ts'
import { witness } from './commands/witness.ts'
import type { Command } from './shell/command.ts'

export const commands: readonly Command[] = [
  serve,
  importCommand,
  mappingCommand,
  comments,
  exportCommand,
  verify,
  witness,
  monitor,
  monitorCompare,
  mirrorServe,
  drill,
  doctor,
  migrate,
  rebuild,
  inspect,
  recheck,
  rulesList,
  rulesTry,
  rulesSet,
  clock,
  invite,
  approve,
  accountsList,
  providersAdd,
  providersList,
  providersDisable,
  providersEnable,
  mentionsList,
  mentionsAdd,
  mentionsCheck,
  webhooksList,
  webhooksAdd,
  webhooksRemove,
  webhooksTest,
  mailboxesList,
  mailboxesAdd,
  mailboxesRemove,
  mailboxesTest,
  backup,
  restore,
  keysCreate,
  keysList,
  keysRevoke,
  keysShow,
  keysRotate,
  keysRetire,
  ledgerClose,
  ledgerContinue,
  keysCases,
  casesConfirm,
  keysNew,
  keysDepartmentNew,
  keysRegister,
  keysRevokeDepartment,
  demo,
]
