/** Words of mentions in other ledgers, in Chinese. */
export const mentionsZh = {
  mention: {
    title: '报送批注',
    lede: '你在另一个账本里批注了本账本的一条账目？报来它的网址：本站当场取来核对，核对成立的列在那条记录的页面上。',
    address: '批注的网址',
    send: '核对并列出',
    closed: '本站还没有认得的账本，不能核对批注。由运行者写明认得哪些账本。',
    listed: '核对成立，已列出。看这条外部批注。',
    ended: '不再列出：{why}。看这条外部批注。',
    known: '本站认得的账本',
    how: '核对什么',
    steps: {
      signed: '对方的检查点由所列公钥签名，或由它依次公布的后继公钥签名。',
      proven: '批注的每一条账目都在那个检查点之下，内容与其摘要相符。',
      meant: '批注指明的叶哈希，正是本账本的一条账目。',
      again:
        '以后每天再取一次：对方撤回、依法删除，或本账本的这条账目内容被依法删除，就不再列出，并入账写明缘由。',
    },
    all: '全部外部批注',
    about: '外部批注（{n}）',
    by: '{ledger} 的批注',
    entry: '第 {index} 条账目',
    checked: '{day} 核对：检查点的签名、批注在那个账本（当时 {size} 条账目）里的证明、所指的叶哈希，都成立。',
    outside: '（站外的网址，内容由对方负责）',
    nowhere: '（虚构的网址：这样的名称不通向任何网站，所以不作链接）',
    where: '批注在哪里',
    checkedOn: '{day} 从 {ledger} 取来证据文件，逐项核对，都成立：',
    sizeThen: '那个检查点之下当时有 {size} 条账目。',
    position: '本站不评论批注的内容，只说核对了什么。',
  },
}
