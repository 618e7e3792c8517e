/** Faults of the operating system, in words for whoever runs this at night. */
import { of, type Words } from '../../domain/record/problem.ts'

/** Subject of a fault: the path, else the address and port. */
type Says = (subject: string) => Words

const denied: Says = (subject) =>
  of(
    `没有权限使用 ${subject}：用它的所有者运行，或改权限。`,
    `There is no right to use ${subject}: run as its owner, or change its rights.`,
  )
const noHost: Says = (subject) =>
  of(
    `${subject} 不是这台机器的地址，或查不到：检查 HOST。`,
    `${subject} is no address of this machine, or is not known: look at HOST.`,
  )

const SAYS: { readonly [code: string]: Says } = {
  EACCES: denied,
  EPERM: denied,
  EADDRINUSE: (subject) =>
    of(
      `${subject} 已被另一个程序占用：停掉它，或用 PORT 换一个端口。`,
      `${subject} is used by another program: stop that one, or choose another port by PORT.`,
    ),
  EADDRNOTAVAIL: noHost,
  ENOTFOUND: noHost,
  EDQUOT: (subject) => of(`${subject}：磁盘配额用完了。`, `${subject}: the quota of the disk is used up.`),
  EISDIR: (subject) => of(`${subject} 是目录，不是文件。`, `${subject} is a folder, and no file.`),
  EMFILE: (subject) =>
    of(
      `打开的文件太多（${subject}）：提高 ulimit -n。`,
      `Too many files are open (${subject}): raise ulimit -n.`,
    ),
  ENOENT: (subject) => of(`没有 ${subject}。`, `There is no ${subject}.`),
  ENOSPC: (subject) =>
    of(`${subject}：磁盘满了，腾出空间再来。`, `${subject}: the disk is full; make room and try again.`),
  ENOTDIR: (subject) =>
    of(
      `${subject} 的路径上有一段是文件，不是目录。`,
      `On the path ${subject} a part is a file, and no folder.`,
    ),
  EROFS: (subject) => of(`${subject} 所在的磁盘只读。`, `The disk of ${subject} is read-only.`),
}

/** Words on a fault of the operating system; null for any other error. */
export function systemWords(error: unknown): Words | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return SAYS[error.code]?.(subjectOf(error)) ?? null
}

type Fault = Error & { [name in 'path' | 'address' | 'hostname' | 'port' | 'syscall']?: unknown }

function subjectOf({ path, address, hostname, port, syscall }: Fault): string {
  if (typeof path === 'string') return path
  const host = typeof address === 'string' ? address : hostname
  return [host ?? syscall, port].filter((part) => part !== undefined).join(':')
}
