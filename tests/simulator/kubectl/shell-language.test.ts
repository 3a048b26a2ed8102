// The language of the learner's shell: loops, conditions, functions, arithmetic, and what words become.

import { describe, expect, test } from 'vitest'
import { isUnfinished } from '../../../src/simulator/kubectl/index.ts'
import { TestTerminal } from './terminal.ts'

describe('loops and conditions', () => {
  test.each([
    ['for x in a "b c"; do echo $x; done', 'a\nb c\n'],
    ['for i in $(seq 1 3); do echo $((i * 2)); done | tail -n 1', '6\n'],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); if [ $i = 2 ]; then continue; fi; echo $i; done', '1\n3\n'],
    ['until false; do echo once; break; done', 'once\n'],
    ['for i in 1 2 3; do for j in a b; do [ $i = 2 ] && continue 2; [ $i = 3 ] && break 2; echo $i$j; done; done', '1a\n1b\n'],
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
    ['case web.yaml in *.json) echo json;; *.yaml|*.yml) echo yaml;; *) echo other;; esac', 'yaml\n'],
    ["case 'a*' in 'b*') echo no;; 'a*') echo literally;; esac", 'literally\n'],
    ['printf \'a 1\\nb 2\\n\' | while read name value; do echo "$name=$value"; done', 'a=1\nb=2\n'],
    ['{ echo one; echo two; } > both; wc -l < both', '2\n'],
    ['(A=inside; exit 4); echo $? $A', '4\n'],
    ['! true; echo $?', '1\n'],
    ['set -- p q; for each; do echo "<$each>"; done; echo $# $2', '<p>\n<q>\n2 q\n'],
    ['break', "bash: break: only meaningful in a `for', `while', or `until' loop\n"],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })

  test('a loop of kubectl waits as its commands do', () => {
    const terminal = new TestTerminal()
    const before = terminal.cluster.nowMs
    expect(terminal.says('for n in a b; do kubectl create cm $n; sleep 2; done')).toBe('configmap/a created\nconfigmap/b created\n')
    expect(terminal.cluster.nowMs - before).toBe(4000)
  })

  test('a loop that never waits takes simulated time, and ends with Ctrl-C', () => {
    expect(new TestTerminal().run('timeout 3 sh -c "while :; do :; done"').exitCode).toBe(124)
  })
})

describe('functions and scripts', () => {
  test.each([
    ['greet() { echo "hello $1 of $#"; return 3; }; greet you two; echo $?', 'hello you of 2\n3\n'],
    ['function g { echo in g; }; g | cat', 'in g\n'],
    ['f() { f; }; f', 'bash: f: maximum function nesting level exceeded (100)\n'],
    ["sh -c 'echo $1; exit 5' x y; echo $?", 'y\n5\n'],
    ["echo 'shift; echo $1' > s.sh; sh s.sh a b", 'b\n'],
    ['set -- a b; echo $2; set c; echo $1 $#; set | grep ^HOME', 'b\nc 1\nHOME=/home/you\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('what words become', () => {
  test.each([
    ['echo {a,b}{1,2} x{,y} {1..4} {c..a} {01..03}', 'a1 a2 b1 b2 x xy 1 2 3 4 c b a 01 02 03\n'],
    ['for i in {1..3}; do echo $i; done | wc -l', '3\n'],
    ['echo {a} {} "{a,b}" {1..x}', '{a} {} {a,b} {1..x}\n'],
    ['x=web.tar.gz; echo ${x%.gz} ${x%%.*} ${x#*.} ${x##*.} ${#x} ${x/tar/zip}', 'web.tar web tar.gz gz 10 web.zip.gz\n'],
    ['echo ${y:-$HOME} ${y:=set} $y ${y:+full} ${z:+none}', '/home/you set set full\n'],
    ['echo ${z:?is not set}; echo after', 'after\nbash: z: is not set\n'],
    ['echo $(( (1+2)*3 % 4 )) $((2**10)) $((7/2)) $((1 ? 5 : 6)) $((0x10 | 1)) $((n++)) $n', '1 1024 3 5 17 0 1\n'],
    ['echo $(( " ))', 'bash:  " : arithmetic syntax error: invalid arithmetic operator\n'],
    ['echo $((1/0))', 'bash: 1/0: division by 0\n'],
    ['((2 > 1)) && echo larger', 'larger\n'],
    ['x=b-9; echo ${x#[a-c]} ${x#[z-a]} ${x%[[:digit:]]} ${x%%[!b]*}', '-9 b-9 b- b\n'],
    ['x=a; for i in $(seq 1 40); do x=$x$x; done 2>&1 | head -n 1', 'bash: Argument list too long\n'],
    ['echo ${bad!}', 'bash: ${bad!}: bad substitution\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('lists', () => {
  test.each([
    ['A=(x "y z" w); echo ${A[1]} ${#A[@]} $A ${A[-1]}; for i in "${A[@]}"; do echo "<$i>"; done', 'y z 3 x w\n<x>\n<y z>\n<w>\n'],
    ['A=(a b); A+=(c d); A[1]=B; A[1]+=!; echo "${A[*]}" ${!A[@]}', 'a B! c d 0 1 2 3\n'],
    ['F=($(printf "1 2\\n3")); i=0; echo ${F[i + 2]} ${F[9]:-none}', '3 none\n'],
    ['A=(a b); unset A; echo "${#A[@]}<${A[0]}>"', '0<>\n'],
    ['X=one; X+=two; echo $X', 'onetwo\n'],
    ['declare A=(1 2); echo ${A[1]}', '2\n'],
    ['declare -A M', 'bash: declare: -A: this option is not supported in this terminal\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('parts and letters of a value', () => {
  test.each([
    ['X=abcdef; n=2; echo ${X:1:2} ${X:n} ${X: -2} ${X:1:-1} ${X^} ${X^^}', 'bc cdef ef bcde Abcdef ABCDEF\n'],
    ['X=ABC; echo ${X,} ${X,,} ${X/#A/z} ${X/%C/z} ${X//[AB]/-}', 'aBC abc zBC ABz --C\n'],
    ['X=Y; Y=deep; echo ${!X}', 'deep\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('[[ … ]]', () => {
  test.each([
    ['[[ abc == a* && abc != b* ]] && echo fits', 'fits\n'],
    ['[[ abc == "a*" ]] || echo literally', 'literally\n'],
    ['x="a b"; [[ $x == "a b" && -n $x ]] && echo unsplit', 'unsplit\n'],
    ['[[ v1.36 =~ ^v([0-9]+)[.]36$ ]] && echo matches', 'matches\n'],
    ['[[ ( 1 -lt 2 || a > b ) && ! -e nope ]] && echo joined', 'joined\n'],
    ['touch f; [[ -f f && ! -s f && ! -d f ]] && echo empty', 'empty\n'],
    ['if [[ ! ( -z x ) ]]; then echo then; fi', 'then\n'],
    ['x=-n; [[ $x == -n && -n -z ]] && echo words', 'words\n'],
    ['[[ a -foo b ]]; echo $?', '2\nbash: -foo: conditional binary operator expected\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('set', () => {
  test.each([
    ['set -e; false; echo no', ''],
    ['set -e; if false; then :; fi; false || true; ! true; echo still', 'still\n'],
    ['set -o pipefail; false | true; echo $?', '1\n'],
    ['set -u; echo ${X:-ok}; echo $X; echo no', 'ok\nbash: X: unbound variable\n'],
    ['set -x; A=1 echo "a b"; set +x; echo end', "a b\nend\n+ A=1 echo 'a b'\n+ set +x\n"],
    ['set -o vi', 'bash: set: vi: this option is not supported in this terminal; errexit, nounset, xtrace, pipefail are\n'],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('names', () => {
  test.each([
    [
      'f() { :; }; alias k=kubectl; type f if cd kubectl k',
      "f is a function\nif is a shell keyword\ncd is a shell builtin\nkubectl is /usr/bin/kubectl\nk is aliased to `kubectl'\n",
    ],
    ['type nope; echo $?', '1\nbash: type: nope: not found\n'],
    ['command -v cat nope; echo $?', '/usr/bin/cat\n1\n'],
    ['cat() { echo mine; }; echo theirs | command cat; cat', 'theirs\nmine\n'],
    ['x=out; f() { local x=in y; echo $x; }; f; echo $x', 'in\nout\n'],
    ['local x=1', 'bash: local: can only be used in a function\n'],
    ['let a=2+3 a*=2; echo $a; let 0; echo $?', '10\n1\n'],
    ['for ((i = 0; i < 4; i++)); do [[ $i == 1 ]] && continue; echo $i; done', '0\n2\n3\n'],
    ['mkdir d; touch f; ./f; echo $?; ./d', '126\nbash: ./f: Permission denied\nbash: ./d: Is a directory\n'],
    ['cat <(echo a)', 'bash: process substitution (<(…) and >(…)) is not supported in this terminal: write to a file first\n'],
    ['&& echo', "bash: syntax error near unexpected token `&&'\n"],
  ])('%s', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})

describe('where output goes', () => {
  test('>&2 sends it to where errors go', () => {
    expect(new TestTerminal().run('echo oops >&2')).toEqual({ stdout: '', stderr: 'oops\n', exitCode: 0 })
    expect(new TestTerminal().run('echo oops 1>&2 2>/dev/null | cat')).toMatchObject({ stdout: '' })
  })
})

describe('a line that is not whole', () => {
  test.each(['for x in a b', 'while true; do', 'if true; then echo', 'case x in', 'f() {', '(echo a', 'echo ${x', 'echo $((1 +', '{ echo'])(
    'waits for more after %s',
    (text) => {
      expect(isUnfinished(text)).toBe(true)
    },
  )

  test.each([
    ['done', "bash: syntax error near unexpected token `done'\n"],
    ['if true; then fi', "bash: syntax error near unexpected token `fi'\n"],
  ])('%s is refused', (line, text) => {
    expect(new TestTerminal().says(line)).toBe(text)
  })
})
