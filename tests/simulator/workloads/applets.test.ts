// Applets of busybox: lines and what they print.

import { describe, expect, test } from 'vitest'
import type { ContainerOptions } from './container.ts'
import { directoryOf, IDLE, payload, TestContainer } from './container.ts'

type Row = readonly [script: string, stdout: string, stderr?: string, exitCode?: number]

function check(subject: string, rows: readonly Row[], options: ContainerOptions = {}): void {
  describe(subject, () => {
    for (const [script, stdout, stderr = '', exitCode = 0] of rows) {
      test(script, () => {
        expect(new TestContainer(IDLE, options).sh(script)).toEqual({ stdout, stderr, exitCode })
      })
    }
  })
}

check('filters', [
  ['seq 10 | tail -n +9', '9\n10\n'],
  ['seq 10 | head -n -8', '1\n2\n'],
  ['yes | head -n 2', 'y\ny\n'],
  ['printf "b 2\\na 10\\n" | sort -k2 -n', 'b 2\na 10\n'],
  ['printf "a 10\\na 1\\n" | sort -u -k1,1', 'a 1\n'],
  ['printf "a\\na\\nb\\n" | uniq -c', '      2 a\n      1 b\n'],
  ['echo a:b:c | cut -d: -f1,3', 'a:c\n'],
  ["echo Hello | tr '[:upper:]' '[:lower:]'", 'hello\n'],
  ['echo aabbcc | tr -s ab', 'abcc\n'],
  ['printf "1\\n2\\n" | xargs -I{} echo "<{}>"', '<1>\n<2>\n'],
  ['echo a b c | xargs -n 2', 'a b\nc\n'],
  ['printf abc | wc', '        0         1         3\n'],
  ['echo é | wc -c', '3\n'],
  ['printf abc | od -An -tx1', ' 61 62 63\n'],
  ['printf "a\\nb" | base64', 'YQpi\n'],
  ['echo "Y W!J j" | base64 -d', 'abc'],
  ['echo YWJjZ | base64 -d', 'abc', 'base64: truncated input\n', 1],
  ['printf "1\\n2\\n" > /tmp/a; echo x > /tmp/b; paste /tmp/a /tmp/b; paste /tmp/b /tmp/a', '1\tx\n2\tx\t1\n2\n'],
  ['md5sum -c /nope', '', 'md5sum: /nope: No such file or directory\n', 1],
])

check('what happens to files is told when asked for', [
  [
    'cp -v /etc/passwd /tmp; mv -v /tmp/passwd /tmp/p; rm -v /tmp/p',
    "'/etc/passwd' -> '/tmp/passwd'\n'/tmp/passwd' -> '/tmp/p'\nremoved '/tmp/p'\n",
  ],
  [
    'cp /etc/passwd /etc/group /no',
    '',
    "cp: can't create '/no/passwd': No such file or directory\ncp: can't create '/no/group': No such file or directory\n",
    1,
  ],
  ['mkdir -p /tmp/a/b; cd /tmp; rmdir -p a/b; ls /tmp', ''],
  ["touch -d '2020-01-02 03:04:05' /tmp/f; date -r /tmp/f +%F", '2020-01-02\n'],
  ['touch -t 202001020304 /tmp/f; date -r /tmp/f +%T', '03:04:00\n'],
  ['ls --help; echo $?', '0\n', 'BusyBox v1.36.1 multi-call binary.\n\nUsage: ls [OPTIONS] [ARG]...\n'],
  ['seq 3 > /tmp/f; vi /tmp/f < /dev/null | grep -c "1/3 33%"', '1\n', "vi: can't read user input\n"],
])

check('what filters say of files they cannot read', [
  ['head /etc', '', 'head: /etc: Input/output error\n', 1],
  ['tail /no', '', "tail: can't open '/no': No such file or directory\ntail: no files\n", 1],
  ['tail -n1 /no /etc/passwd', 'nobody:x:65534:65534:nobody:/home:/bin/false\n', "tail: can't open '/no': No such file or directory\n", 1],
  ['wc -l /etc', '0 /etc\n', 'wc: /etc: Is a directory\n', 1],
  ['sort /no', '', 'sort: /no: No such file or directory\n', 2],
  ['grep x /etc', '', '', 1],
  ["awk '{print}' /no", '', 'awk: /no: No such file or directory\n', 1],
])

check('cut', [
  ['echo "# x" | cut -d" " -f1,3', '# \n'],
  ['echo a:b:c:d | cut -d: -f2-3', 'b:c\n'],
  ['echo abcdef | cut -c2,4-5', 'bde\n'],
  ['echo abc | cut -f3-1', '', 'cut: 1<2\n', 1],
  ['echo a | cut -c1 -d:', '', 'cut: a delimiter may be specified only when operating on fields\n', 1],
])

check('expr', [
  ['expr 1 + 2 \\* 3', '7\n'],
  ["expr hello : 'h\\(.*\\)o'", 'ell\n'],
  ['expr substr hello 2 3', 'ell\n'],
  ['expr index hello l', '3\n'],
  ['expr 1 / 0', '', 'expr: division by zero\n', 2],
  ['expr', '', 'expr: too few arguments\n', 2],
])

check('bytes and sums', [
  ['printf info | sha1sum', '59bd0a3ff43b32849b319e645d4798d8a5d1e889  -\n'],
  [
    'printf info | sha512sum',
    '653ac8a32dfaa09881d77b31c03a9872e6091edd26a597193182d7085c91dd6829b426e447df6be063a4139f0af52c4aa6d636de6ca44f40543dac3a958dcdc0  -\n',
  ],
  ['printf info | hexdump -c', '0000000   i   n   f   o                                                \n0000004\n'],
  ['printf info | hexdump -x', '0000000    6e69    6f66                                                \n0000004\n'],
  ['printf info | hexdump -v -e \'1/1 "%02x"\'', '696e666f'],
  ['echo 68690a | xxd -r -p', 'hi\n'],
  ['dd if=/dev/zero bs=4 count=2 2>/dev/null | od -An -tx1', ' 00 00 00 00 00 00 00 00\n'],
])

check('grep', [
  ['printf "foo\\nFoo\\nbar\\n" | grep -ic foo', '2\n'],
  ['echo a1b22 | grep -o "[0-9]*"', '1\n22\n'],
  ['printf "a\\nb\\nc\\n" | grep -n -B1 b', '1-a\n2:b\n'],
  ['echo abc | grep -E "^(a|x)b+c$"', 'abc\n'],
  ['echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab | grep -E "(a+)+$"; echo $?', '1\n'],
  ['grep x /no; echo $?', '2\n', 'grep: /no: No such file or directory\n'],
  ['grep "[" /etc/passwd', '', "grep: bad regex '[': Unmatched [, [^, [:, [., or [=\n", 2],
])

check('sed and awk', [
  ["seq 5 | sed -n '2,3p'", '2\n3\n'],
  ["echo foo bar | sed -E 's/(\\w+) (\\w+)/\\2 \\1/'", 'bar foo\n'],
  ["echo abc | sed 's/x*/-/g'", '-a-b-c-\n'],
  ["seq 3 | sed '2d;$s/3/three/'", '1\nthree\n'],
  ["printf 'k=1\\n' > /tmp/f; sed -i 's/1/2/' /tmp/f; cat /tmp/f", 'k=2\n'],
  ["seq 3 | sed ':a;N;$!ba;s/\\n/,/g'", '1,2,3\n'],
  ['seq 2 > /tmp/f; sed -i.old s/1/one/ /tmp/f; cat /tmp/f /tmp/f.old', 'one\n2\n1\n2\n'],
  ["seq 3 | sed -n 's/2/two/w /tmp/o'; cat /tmp/o", 'two\n'],
  ["seq 2 > /tmp/f; echo x | sed 'r /tmp/f'", 'x\n1\n2\n'],
  ["sed 's/a' /etc/passwd", '', "sed: unmatched '/'\n", 1],
  ["echo 'a b c' | awk '{print $2, NF}'", 'b 3\n'],
  ['printf \'x 1\\ny 2\\nx 3\\n\' | awk \'{c[$1]+=$2} END {print c["x"], c["y"]}\'', '4 2\n'],
  ["awk -F: '$3 == 0 {print $1}' /etc/passwd", 'root\n'],
  ["awk 'BEGIN {print 1/0}'", '', 'awk: cmd. line:1: Division by zero\n', 1],
  ["awk 'BEGIN {print exp(1000), -exp(1000)}'", 'inf -inf\n'],
  ["awk 'function f(x) {return x} BEGIN {print f(1)}'", '', 'awk: cmd. line:1: a function of your own is not part of this simulation\n', 1],
  ['seq 2 | awk \'{print $1 * 2 > "/tmp/o"}\'; cat /tmp/o', '2\n4\n'],
  ['awk \'BEGIN {printf "%5.2f|%s\\n", 3.14159, toupper("a")}\'', ' 3.14|A\n'],
])

check('files', [
  ['mkdir -p /w/a/b; touch /w/f; ls /w; rmdir /w/a; echo $?', 'a\nf\n1\n', "rmdir: '/w/a': Directory not empty\n"],
  ['echo x > /tmp/a; cp /tmp/a /tmp/b; mv /tmp/b /tmp/c; cat /tmp/c; ls /tmp', 'x\na\nc\n'],
  ['rm /tmp', '', "rm: '/tmp' is a directory\n", 1],
  ['cp /etc /tmp/x', '', "cp: omitting directory '/etc'\n", 1],
  ['touch /tmp/f; chmod u+x,go= /tmp/f; stat -c "%a %A" /tmp/f', '700 -rwx------\n'],
  ['ln -s /etc/passwd /tmp/l; readlink /tmp/l; readlink -f /tmp/l/../x', '/etc/passwd\n', '', 1],
  ['find /etc -name "pass*" -type f', '/etc/passwd\n'],
  ['find /etc -name passwd -exec basename {} \\;', 'passwd\n'],
  ['ls /no; cat /no', '', "ls: /no: No such file or directory\ncat: can't open '/no': No such file or directory\n", 1],
  [
    'printf "a\\nb\\n" > /tmp/1; printf "a\\nc\\n" > /tmp/2; diff /tmp/1 /tmp/2',
    '--- /tmp/1\n+++ /tmp/2\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n',
    '',
    1,
  ],
  ['printf "#!/bin/sh\\necho run \\$1\\n" > /tmp/s; chmod +x /tmp/s; /tmp/s it', 'run it\n'],
])

check('where and who', [
  ['hostname; uname; whoami', 'app\nLinux\nroot\n'],
  ['date', 'Tue Nov 24 00:13:47 UTC 2026\n'],
  ['wget -O- http://web', '', "wget: bad address 'web'\n", 1],
  ['cat /proc/self/comm', 'cat\n'],
])

const NON_ROOT: ContainerOptions = {
  identity: { uid: 1000, gid: 0, groups: [2000] },
  mounts: [{ path: '/etc/creds', volume: 's', within: '', pinned: undefined, readOnly: true, fileSystemType: 'tmpfs' }],
  volumes: { s: payload('..1', { key: 'k' }, 0o400) },
}

check(
  'a user that is not root',
  [
    ['id', 'uid=1000 gid=0(root) groups=0(root),2000\n'],
    ['cat /etc/creds/key', '', "cat: can't open '/etc/creds/key': Permission denied\n", 1],
    ['touch /etc/x', '', 'touch: /etc/x: Permission denied\n', 1],
    ['echo x > /tmp/f; cat /tmp/f', 'x\n'],
    ['test -r /etc/creds/key; echo $?', '1\n'],
  ],
  NON_ROOT,
)

check(
  'a root file system that is read only',
  [
    ['touch /x', '', 'touch: /x: Read-only file system\n', 1],
    ['echo a > /data/f; cat /data/f', 'a\n'],
    ['echo x > /dev/null; echo $?', '0\n'],
    ['rmdir /data', '', "rmdir: '/data': Device or resource busy\n", 1],
  ],
  {
    ownIsReadOnly: true,
    mounts: [{ path: '/data', volume: 'tmp', within: '', pinned: undefined, readOnly: false, fileSystemType: 'ext4' }],
    volumes: { tmp: directoryOf({}) },
  },
)

const SERVE = 'mkdir /tmp/w; echo hello > /tmp/w/index.html; printf one > /tmp/w/a.txt; cd /tmp; httpd -p 8080 -h /tmp/w; '
const CONNECTING = 'Connecting to localhost:8080 (127.0.0.1:8080)\n'
const BAR = `100% |${'*'.repeat(32)}|     3  0:00:00 ETA\n`

check('what listens in a container', [
  [`${SERVE}wget -qO- localhost:8080; wget -qO- http://127.0.0.1:8080/a.txt; wget -qO- "http://10.244.0.7:8080/a.txt?x"`, 'hello\noneone'],
  [`${SERVE}wget -qO- localhost:8080/nope`, '', 'wget: server returned error: HTTP/1.1 404 Not Found\n', 1],
  [`${SERVE}wget -qO- localhost:81`, '', "wget: can't connect to remote host (127.0.0.1): Connection refused\n", 1],
  [
    `${SERVE}wget localhost:8080/a.txt; cat a.txt; wget -q localhost:8080/a.txt`,
    'one',
    `${CONNECTING}saving to 'a.txt'\na.txt                ${BAR}'a.txt' saved\nwget: can't open 'a.txt': File exists\n`,
    1,
  ],
  [`${SERVE}wget -O- localhost:8080/a.txt`, 'one', `${CONNECTING}writing to stdout\n-                    ${BAR}written to stdout\n`],
  [`${SERVE}wget --spider localhost:8080/a.txt`, '', `${CONNECTING}remote file exists\n`],
  [`${SERVE}echo two > /tmp/w/a.txt; wget -qO- localhost:8080/a.txt; nc localhost 8080; echo $?`, 'two\n0\n'],
  [`${SERVE}httpd -f -p 8080`, '', 'httpd: bind: Address already in use\n', 1],
  ['httpd -f -h /nope', '', "httpd: can't change directory to '/nope': No such file or directory\n", 1],
])
