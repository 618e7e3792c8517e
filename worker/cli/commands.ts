/**
 * The commands, in the order of the overview: what each is called and is for. Its module, and all of the program that it
 * needs, is loaded when it is asked for, so that the overview and a mistyped command answer at once.
 */
import { of } from '../domain/record/problem.ts'
import type { Command } from './shell/command.ts'

export const commands: readonly Command[] = [
  {
    name: 'serve',
    summary: of('在这台机器上运行', 'Run on this machine'),
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'import',
    summary: of('把公布的清单记入账本', 'Record a published list in the ledger'),
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'mapping',
    summary: of('检查映射，或照着样本起草一个', 'Check a mapping, or draft one from a sample'),
    load: async () => (await import('./commands/mapping.ts')).mappingCommand,
  },
  {
    name: 'comments',
    summary: of(
      '把一份意见清单（信函、表格）一次收进一次征求意见',
      'Take a list of comments (letters, a spreadsheet) into a consultation at one go',
    ),
    load: async () => (await import('./commands/outside/comments.ts')).comments,
  },
  {
    name: 'export',
    summary: of('导出清单、账目或整个登记册', 'Export lists, entries or the whole register'),
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'verify',
    summary: of(
      '从外部核验整本账，或离线核验一份证据文件',
      'Audit a whole ledger from outside, or an evidence file off line',
    ),
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'witness',
    summary: of(
      '为别的账本见证：联署它们的检查点',
      'Be a witness of other ledgers: cosign their checkpoints',
    ),
    load: async () => (await import('./commands/witness.ts')).witness,
  },
  {
    name: 'monitor',
    summary: of(
      '跟踪任意多本账：核验、镜像、报警',
      'Follow any number of ledgers: verify, mirror, raise alarms',
    ),
    load: async () => (await import('./commands/watch/monitor.ts')).monitor,
  },
  {
    name: 'monitor compare',
    summary: of('两家监测方比对各自见过的检查点', 'Two monitors compare the checkpoints that they saw'),
    load: async () => (await import('./commands/watch/compare.ts')).monitorCompare,
  },
  {
    name: 'mirror serve',
    summary: of(
      '从监测方的镜像提供整个网站，只读；原站不在了也能查、能核验',
      'Serve the whole site from the mirror of a monitor, read-only, also when the origin is gone',
    ),
    load: async () => (await import('./commands/watch/mirror.ts')).mirrorServe,
  },
  {
    name: 'drill',
    summary: of(
      '篡改演练：抄一份账本，逐样改坏，看谁发现',
      'Tamper drill: copies a ledger, damages the copy in every way, and shows who notices',
    ),
    load: async () => (await import('./commands/watch/drill.ts')).drill,
  },
  {
    name: 'doctor',
    summary: of(
      '查看一处部署：从外面（网址）、从里面（目录或服务器），缺什么、怎么补',
      'Look a deployment over: from outside (address), from inside (folder or server)',
    ),
    load: async () => (await import('./commands/upkeep/doctor.ts')).doctor,
  },
  {
    name: 'migrate',
    summary: of(
      '让数据库合于这一版程序；新的空数据库也由此建表',
      'Bring a database to this version; an empty one gets its tables',
    ),
    load: async () => (await import('./commands/upkeep/migrate.ts')).migrate,
  },
  {
    name: 'rebuild',
    summary: of(
      '由账目重新整理全部记录，并列出原来存放的有何不同',
      'Derive all records anew from their entries, and tell what was stored otherwise',
    ),
    load: async () => (await import('./commands/upkeep/rebuild.ts')).rebuild,
  },
  {
    name: 'inspect',
    summary: of('用预警规则巡检整本账', 'Run the red-flag rules over a ledger'),
    load: async () => (await import('./commands/inspect.ts')).inspect,
  },
  {
    name: 'recheck',
    summary: of(
      '复算：按触发时的账本和参数，规则还会发现同样的情形吗',
      'Ask again what flags were raised for, as the ledger then stood',
    ),
    load: async () => (await import('./commands/rules.ts')).recheck,
  },
  {
    name: 'rules list',
    summary: of('列出规则及其现行参数', 'List the rules and the limits that hold'),
    load: async () => (await import('./commands/rules.ts')).rulesList,
  },
  {
    name: 'rules try',
    summary: of(
      '试算：改设参数会多发现、少发现什么，什么也不写',
      'See where other limits would have led; writes nothing',
    ),
    load: async () => (await import('./commands/rules.ts')).rulesTry,
  },
  {
    name: 'rules set',
    summary: of(
      '提交一条规则的参数或优先次序的权重，由纪检监察员审核后入账',
      'Hand in limits of a rule, or weights of the priority of questions, for an inspector to approve',
    ),
    load: async () => (await import('./commands/rules.ts')).rulesSet,
  },
  {
    name: 'clock',
    summary: of(
      '算一种期限的最后一日，逐日列出怎么算的；不写则列出各种期限',
      'Compute the last day of a time limit, day by day; list the limits when none is named',
    ),
    load: async () => (await import('./commands/clock.ts')).clock,
  },
  {
    name: 'invite',
    summary: of(
      '授权一个岗位并打印一次性邀请链接；也用来找回账户',
      'Grant a post its role and print a one-time link; also the way back into an account',
    ),
    load: async () => (await import('./commands/invite.ts')).invite,
  },
  {
    name: 'approve',
    summary: of(
      '作为机器上的第二人审核登记员起草的草稿；不写编号则列出',
      'Approve, as the second person on the machine, what a registrar drafted; lists what waits when none is named',
    ),
    load: async () => (await import('./commands/approve.ts')).approve,
  },
  {
    name: 'accounts list',
    summary: of('列出账户、角色和部门', 'List the accounts, their roles and departments'),
    load: async () => (await import('./commands/invite.ts')).accountsList,
  },
  {
    name: 'providers add',
    summary: of('设置登录服务（OpenID Connect）', 'Set up a sign-in provider (OpenID Connect)'),
    load: async () => (await import('./commands/providers.ts')).providersAdd,
  },
  {
    name: 'providers list',
    summary: of('列出登录服务，不含密钥', 'List the sign-in providers, without their secrets'),
    load: async () => (await import('./commands/providers.ts')).providersList,
  },
  {
    name: 'providers disable',
    summary: of('停用一个登录服务', 'Take a sign-in provider out of use'),
    load: async () => (await import('./commands/providers.ts')).providersDisable,
  },
  {
    name: 'providers enable',
    summary: of('重新启用一个登录服务', 'Take a sign-in provider into use again'),
    load: async () => (await import('./commands/providers.ts')).providersEnable,
  },
  {
    name: 'mentions list',
    summary: of('列出外部批注和认得的账本', 'List mentions elsewhere, and the ledgers that are known'),
    load: async () => (await import('./commands/outside/mentions.ts')).mentionsList,
  },
  {
    name: 'mentions add',
    summary: of(
      '核对另一个账本里的一条批注，成立就列出',
      'Check an annotation in another ledger, and list it if it holds',
    ),
    load: async () => (await import('./commands/outside/mentions.ts')).mentionsAdd,
  },
  {
    name: 'mentions check',
    summary: of(
      '把列出的外部批注全部再核对一次（服务时每天自动核对）',
      'Check every listed mention again (a server does so each day)',
    ),
    load: async () => (await import('./commands/outside/mentions.ts')).mentionsCheck,
  },
  {
    name: 'webhooks list',
    summary: of('列出各账户的 webhook 接收端', 'List the webhook endpoints of all accounts'),
    load: async () => (await import('./commands/outside/webhooks.ts')).webhooksList,
  },
  {
    name: 'webhooks add',
    summary: of(
      '为一个账户设一个 webhook 接收端，并当场核对',
      'Make a webhook endpoint for an account; its address is challenged at once',
    ),
    load: async () => (await import('./commands/outside/webhooks.ts')).webhooksAdd,
  },
  {
    name: 'webhooks remove',
    summary: of('删除一个 webhook 接收端', 'Remove a webhook endpoint'),
    load: async () => (await import('./commands/outside/webhooks.ts')).webhooksRemove,
  },
  {
    name: 'webhooks test',
    summary: of(
      '向接收端试发一次；还没有启用的先核对',
      'Send an endpoint an event of no entry; one that is not on is challenged first',
    ),
    load: async () => (await import('./commands/outside/webhooks.ts')).webhooksTest,
  },
  {
    name: 'mailboxes list',
    summary: of('列出各部门的提醒邮箱，不含地址', 'List the mailboxes for reminders, without addresses'),
    load: async () => (await import('./commands/outside/mailboxes.ts')).mailboxesList,
  },
  {
    name: 'mailboxes add',
    summary: of(
      '问一个邮箱是否愿意接收某部门或某账户的提醒；地址从标准输入读',
      'Ask an address whether it wants the reminders of a department or account; read from standard input',
    ),
    load: async () => (await import('./commands/outside/mailboxes.ts')).mailboxesAdd,
  },
  {
    name: 'mailboxes remove',
    summary: of('删除一个提醒邮箱', 'Remove a mailbox'),
    load: async () => (await import('./commands/outside/mailboxes.ts')).mailboxesRemove,
  },
  {
    name: 'mailboxes test',
    summary: of('向一个已确认的邮箱试发一封信', 'Send a confirmed mailbox a message that says nothing else'),
    load: async () => (await import('./commands/outside/mailboxes.ts')).mailboxesTest,
  },
  {
    name: 'backup',
    summary: of(
      '备份整本账到一个新目录，随即核验；期间照常记账',
      'Back up the whole ledger into a new folder, and audit it; writing goes on meanwhile',
    ),
    load: async () => (await import('./commands/upkeep/backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: of(
      '恢复之后：看账本能否继续签署；认定它就是完整的历史',
      'After a restore: whether the ledger may sign on; say that it is the whole history',
    ),
    load: async () => (await import('./commands/upkeep/restore.ts')).restore,
  },
  {
    name: 'keys create',
    summary: of('发一把 API 密钥，只显示一次', 'Make an API key; it is shown once'),
    load: async () => (await import('./commands/keys.ts')).keysCreate,
  },
  {
    name: 'keys list',
    summary: of('列出 API 密钥', 'List the API keys'),
    load: async () => (await import('./commands/keys.ts')).keysList,
  },
  {
    name: 'keys revoke',
    summary: of('撤销一把 API 密钥', 'Revoke an API key'),
    load: async () => (await import('./commands/keys.ts')).keysRevoke,
  },
  {
    name: 'keys show',
    summary: of(
      '显示账本的验证公钥；更换期间是两把，旧的在前',
      'Show the verifier key of the ledger; two while it is changed, the old one first',
    ),
    load: async () => (await import('./commands/keys.ts')).keysShow,
  },
  {
    name: 'keys rotate',
    summary: of(
      '公布一把新的账本公钥：此后检查点由新旧两把签署',
      'Announce a new key of the ledger: from then on checkpoints are signed with both',
    ),
    load: async () => (await import('./commands/upkeep/rotate.ts')).keysRotate,
  },
  {
    name: 'keys retire',
    summary: of(
      '停用一把账本公钥：更长的账本上，它的签名不再算数',
      'Retire a key of the ledger: on any more of the ledger its signature counts no longer',
    ),
    load: async () => (await import('./commands/upkeep/rotate.ts')).keysRetire,
  },
  {
    name: 'ledger close',
    summary: of(
      '封账：记下由哪一本账接续，此后不再记入',
      'Close the ledger for good: says which one continues it, and records nothing after that',
    ),
    load: async () => (await import('./commands/upkeep/succession.ts')).ledgerClose,
  },
  {
    name: 'ledger continue',
    summary: of(
      '接续一本已封的账：记在新账本的开头，并把旧账抄入作证据',
      'Continue a closed ledger: says so at the beginning of a new one, and takes the old one in as evidence',
    ),
    load: async () => (await import('./commands/upkeep/succession.ts')).ledgerContinue,
  },
  {
    name: 'keys cases',
    summary: of(
      '换核查档案的密钥：用新密钥重新封存',
      'Change the key of cases: seal their files with the new one',
    ),
    load: async () => (await import('./commands/keys.ts')).keysCases,
  },
  {
    name: 'cases confirm',
    summary: of(
      '确认一名参与核查者新的登录方式，使其能打开档案',
      'Confirm new ways into the account of a member of cases, so that they open the files',
    ),
    load: async () => (await import('./commands/cases.ts')).casesConfirm,
  },
  {
    name: 'keys new',
    summary: of(
      '生成一把新的签名私钥（供 Workers 部署）',
      'Make a new signing key (for a deployment on Workers)',
    ),
    load: async () => (await import('./commands/keys.ts')).keysNew,
  },
  {
    name: 'keys department-new',
    summary: of(
      '生成部门的签名密钥文件，显示其公钥',
      'Make a file with a signing key for a department, and show its public key',
    ),
    load: async () => (await import('./commands/department-keys.ts')).keysDepartmentNew,
  },
  {
    name: 'keys register',
    summary: of(
      '提交登记部门的签名公钥，由另一人审核后入账',
      'Hand in a public key with which a department signs, for somebody else to approve',
    ),
    load: async () => (await import('./commands/department-keys.ts')).keysRegister,
  },
  {
    name: 'keys revoke-department',
    summary: of(
      '撤销部门的签名公钥：此后入账的签名不算数',
      'Revoke a signing key of a department: what is entered later is not signed by it',
    ),
    load: async () => (await import('./commands/department-keys.ts')).keysRevokeDepartment,
  },
  {
    name: 'demo',
    summary: of(
      '一座虚构城市的完整账本，用后即弃',
      'A complete instance of a fictional city, in a throw-away folder',
    ),
    load: async () => (await import('./commands/serve.ts')).demo,
  },
]
