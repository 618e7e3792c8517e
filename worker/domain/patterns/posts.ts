/** Posts and units, never persons: which of the names under a decision may be shown in a view over many. */
import type { MembershipState } from '../kinds/membership/membership.ts'
import { nameKey } from '../record/names/naming.ts'

/** Endings and parts of the names of posts and units, in Chinese and English. */
const POST =
  /(长|主任|书记|局|委|委员会|处|科|厅|部|院|办|办公室|会议|中心|主席|委员|总监|经理|总经理|负责人|专员|总工程师|政府|党组)$|\b(minister|ministry|secretary of state|director|head|chief|mayor|president|chair(man|woman|person)?|commissioner|officer|manager|board|committee|council|office|department|agency|governor|treasurer)$|^(head|chief|director|minister|secretary|office|board|department|ministry) (of|for) /i

/** A title of courtesy says whose it is, not what: 李局长, 王主任. */
const OF_A_PERSON =
  /^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文](副?[局市县区处科厅部院校所站会]长|主任|书记|主席|经理|总)$/u

export class Posts {
  readonly #roles = new Map<string, string>()
  readonly #holders = new Map<string, string>()

  /** Learns a post, and who holds it, so that the holder is not named in its place. */
  learn({ department, member, role }: Pick<MembershipState, 'department' | 'member' | 'role'>): void {
    if (role.trim() === '') return
    this.#roles.set(nameKey(role), role)
    const holder = nameKey(member)
    if (holder !== '' && holder !== nameKey(role)) this.#holders.set(`${department}|${holder}`, role)
  }

  /**
   * The post under which a decision is counted, and its name; null as a name for who is not named as a post.
   *
   * @returns null where nobody is named
   */
  of(department: string, officer: string | null | undefined): { key: string; name: string | null } | null {
    const key = nameKey(officer)
    if (key === '') return null
    const held = this.#holders.get(`${department}|${key}`)
    if (held !== undefined) return { key: nameKey(held), name: held }
    const said = (officer ?? '').trim()
    const isPost = this.#roles.has(key) || (POST.test(said) && !OF_A_PERSON.test(said))
    return { key, name: isPost ? said : null }
  }
}
