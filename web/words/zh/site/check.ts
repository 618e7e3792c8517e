/** 核验一份证据文件。 */
export const checkZh = {
  check: {
    title: '核验证据文件',
    description: '在你自己的浏览器里核验一份证据文件，不联系任何服务器。',
    lede: '把从记录页下载的证据文件拖到这里。文件不会离开你的电脑；断开网络也能核验。',
    script: '核验在你的浏览器里进行，需要 JavaScript。没有时请用下面的命令。',
    file: '证据文件',
    drop: '把文件拖到这里，或点击选择',
    policy: '你信任谁（可不填）',
    policyHint:
      '账本的验证公钥；也可以连同你信任的见证方，按 C2SP tlog-policy 的写法填。不填则用文件里带的，那只说明文件前后一致。',
    holds: '成立',
    itself: '前后一致，尚待核对公钥',
    short: '账目成立，但联署不够',
    broken: '不成立',
    under: '{entries}，都在共有 {size}的检查点之下；正文与信封相符，次序无缺。此后的账目不在这份文件里。',
    entries: ' {n} 条账目',
    carried:
      '公钥取自文件自身，伪造的文件也会带着自己的公钥。请从另一条渠道（公报、报纸、见证方）取得公钥，填在上面再核验一次。',
    record: '记录',
    signed: '账本的公钥',
    cosigned: '联署',
    entry: '账目',
    event: '发生了什么',
    occurred: '发生于',
    recorded: '入账于',
    withheld: '（正文不予公开，或已依法删除）',
    otherEvent: '其他',
    problem: {
      file: '这不是完整的证据文件，或者改动过。',
      trust: '所填的读不懂：请填一个验证公钥，或按 C2SP tlog-policy 的写法，每行一项。',
      signature: '检查点没有所信任的账本的有效签名，或有一处联署不成立。',
    },
    part: {
      leaf: '账目 {index}：信封不对，或不属于这条记录，或前面缺了账目。',
      body: '账目 {index}：正文不是信封所承诺的。',
      inclusion: '账目 {index}：不在检查点的树里。',
      erasure: '账目 {index}：正文缺失，而没有依法删除的账目说明。',
    },
    cli: '用命令行',
  },
}
