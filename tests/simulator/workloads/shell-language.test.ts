// The language of the shell: scripts and what they print. Where a script is plain POSIX, any shell prints the same.

import { describe, expect, test } from 'vitest'
import { IDLE, TestContainer } from './container.ts'

/** A fact, a script, and its standard output; then standard error and the exit code where they are not empty and 0. */
type Row = readonly [fact: string, script: string, stdout: string, stderr?: string, exitCode?: number]

function check(subject: string, rows: readonly Row[]): void {
  describe(subject, () => {
    for (const [fact, script, stdout, stderr = '', exitCode = 0] of rows) {
      test(fact, () => {
        expect(new TestContainer(IDLE).sh(script)).toEqual({ stdout, stderr, exitCode })
      })
    }
  })
}

check('words', [
  ['double quotes keep blanks and put values in', 'x="a  b"; echo "$x" $x', 'a  b a b\n'],
  ['single quotes keep everything', "x=1; echo '$x' \"it's\"", "$x it's\n"],
  ['a backslash protects one character', 'echo \\$x a\\ b', '$x a b\n'],
  ['a value is split at the characters of IFS', 'IFS=:; x=a::b; for w in $x; do echo "[$w]"; done', '[a]\n[]\n[b]\n'],
  ['"$@" keeps the parameters apart', 'set -- a "b c"; for w in "$@"; do echo "[$w]"; done', '[a]\n[b c]\n'],
  ['"$@" of no parameters is no word', 'set --; for w in "$@"; do echo no; done', ''],
  ['"$*" joins with the first character of IFS', 'set -- a b; IFS=-; echo "$*"', 'a-b\n'],
  ['a pattern that matches nothing stays', 'echo /nope/*', '/nope/*\n'],
  ['a pattern stands for names in order, hidden ones left out', 'mkdir /w; touch /w/b /w/a /w/.h; cd /w; echo *', 'a b\n'],
  ['a quoted pattern is text', 'x="*"; cd /etc; echo "$x"', '*\n'],
])

check('parameters', [
  ['a default is used for nothing, with a colon for empty too', 'x=; echo "${x:-d}" "${x-d}" "${y-e}"', 'd  e\n'],
  ['an assigned default stays', ': ${y:=v}; echo $y', 'v\n'],
  ['an alternative is used for something', 'x=1; echo "${x:+s}${y:+t}"', 's\n'],
  ['a missing parameter can end the script', 'echo ${z:?no z}; echo on', '', 'sh: z: no z\n', 2],
  ['beginnings and ends can be cut', 'x=a.b.c; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.}', 'a.b a b.c c\n'],
  ['length, part and replacement', 'x=hello; echo ${#x} ${x:1:3} ${x/l/L} ${x//l/L}', '5 ell heLlo heLLo\n'],
  ['set -u ends the script at an unknown name', 'set -u; echo $q; echo on', '', 'sh: q: parameter not set\n', 2],
])

check('substitution and arithmetic', [
  ['a substitution loses the line ends behind it', 'x="$(echo a; echo; echo)"; echo "[$x]"', '[a]\n'],
  ['backticks can be nested', 'echo `echo \\`echo in\\``', 'in\n'],
  ['an assignment has the status of its substitution', 'x=$(exit 5); echo $?', '5\n'],
  ['operators bind as in C', 'echo $((1+2*3)) $((7/2)) $((-7%3)) $((1<<4|1)) $((2**10)) $((3>2?8:9))', '7 3 -1 17 1024 8\n'],
  ['assignments in arithmetic stay', 'i=1; echo $((i++)) $((i+=5)) $i', '1 7 7\n'],
  ['dividing by nothing ends the script', 'echo $((1/0)); echo on', '', 'sh: divide by zero\n', 2],
])

check('commands', [
  ['&& and || go from left to right', 'false && echo a || echo b; true || echo c && echo d', 'b\nd\n'],
  ['a pipeline has the status of its last command', 'false | true; echo $?; ! true; echo $?', '0\n1\n'],
  ['the right side of a pipe is a shell of its own', 'echo x | read y; echo "[$y]"', '[]\n'],
  ['if, elif, else', 'if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
  ['break and continue count loops', 'for i in 1 2; do for j in a b; do [ $j = b ] && continue 2; echo $i$j; done; done', '1a\n2a\n'],
  ['until runs while its condition fails', 'until [ "$n" = xx ]; do n=x$n; done; echo $n', 'xx\n'],
  ['case takes the first pattern that matches', 'case v1.36 in v[0-9].*) echo version;; *) echo other;; esac', 'version\n'],
  ['a function has its own parameters and local names', 'f() { local x=2; echo $1 $x; return 3; }; x=1; f a; echo $? $x', 'a 2\n3 1\n'],
  ['a subshell keeps its changes', '(x=1; cd /etc; exit 4); echo "$? [$x] $PWD"', '4 [] /\n'],
  ['eval reads its words again', 'a=b; eval "$a=5"; echo $b', '5\n'],
  ['set -e ends at a failure that nobody asks about', 'set -e; false || true; if false; then :; fi; false; echo no', '', '', 1],
  ['an EXIT trap runs at the end and keeps the status', 'trap "echo bye" EXIT; exit 4', 'bye\n', '', 4],
])

check('redirections', [
  ['a here-document puts values in, unless its end is quoted', "x=1; cat <<A\n$x $((x+1))\nA\ncat <<'A'\n$x\nA", '1 2\n$x\n'],
  ['<<- takes tabs away', 'cat <<-A\n\t\tx\n\tA', 'x\n'],
  ['both streams into one', '{ echo a; nope; } 2>&1 | cat -n', '     1\ta\n     2\tsh: nope: not found\n'],
  ['writing twice through one descriptor goes on', '{ echo a; echo b; } > /tmp/f; echo c >> /tmp/f; cat /tmp/f', 'a\nb\nc\n'],
  ['a file that cannot be made is a status of 1', 'echo x > /no/f; echo $?', '1\n', "sh: can't create /no/f: nonexistent directory\n"],
  ['a file that is not there', 'cat < /no; echo $?', '1\n', "sh: can't open /no: no such file\n"],
  ['exec opens for the rest of the script', 'exec 3>/tmp/f; echo hi >&3; exec 3>&-; cat /tmp/f', 'hi\n'],
])

check('errors in ash’s words', [
  ['an unknown command', 'nope', '', 'sh: nope: not found\n', 127],
  ['a file that is no program', '/etc/passwd', '', 'sh: /etc/passwd: Permission denied\n', 126],
  ['an unfinished quote', 'echo "a', '', 'sh: syntax error: unterminated quoted string\n', 2],
  ['a condition that is missing', 'if', '', 'sh: syntax error: unexpected end of file (expecting "then")\n', 2],
  ['a case without its end', 'case a in a) echo', '', 'sh: syntax error: unexpected end of file (expecting ";;")\n', 2],
  ['a loop without a body', 'while true; do', '', 'sh: syntax error: unexpected end of file (expecting "done")\n', 2],
  ['a child that is waited for by name and was killed', 'sleep 5 & kill $!; wait $!; echo $?', '143\n', 'Terminated\n'],
  ['a word that ends nothing', 'echo a; fi', '', 'sh: syntax error: unexpected "fi"\n', 2],
  ['what stands on the lines before a mistake still runs', 'echo a\nfi', 'a\n', 'sh: syntax error: unexpected "fi"\n', 2],
  [
    'an error of a builtin names the builtin and the line',
    'cd /no; echo $?',
    '2\n',
    "sh: cd: line 0: can't cd to /no: No such file or directory\n",
  ],
  ['a value that is read only', 'readonly a=1; a=2; echo no', '', 'sh: a: is read only\n', 2],
  ['test wants numbers', '[ x -lt 1 ]; echo $?', '2\n', 'sh: x: bad number\n'],
  ['test wants its bracket', '[ a', '', 'sh: missing ]\n', 2],
])

check('builtins', [
  ['read splits a line over names, the last gets the rest', 'echo "a b  c d" | { read x y; echo "$x|$y"; }', 'a|b  c d\n'],
  ['read without -r joins lines at a backslash', "printf 'a\\\\\\nb\\n' | { read x; echo $x; }", 'ab\n'],
  ['getopts goes through options', 'while getopts ab: o -a -b v; do echo $o $OPTARG; done', 'a\nb v\n'],
  ['printf uses its format again', "printf '%s-%02d\\n' a 1 b 2", 'a-01\nb-02\n'],
  ['type and command -v tell what a name is', 'type cd; command -v ls; command -v no; echo $?', 'cd is a shell builtin\n/bin/ls\n127\n'],
  ['set -x shows commands on standard error', 'set -x; a=1; echo "$a b"', '1 b\n', "+ a=1\n+ echo '1 b'\n"],
])

check('what ash says', [
  ['shift beyond the last parameter is a status', 'set -- a; shift 2; echo $? $1', '1 a\n'],
  ['a here-string is no syntax of ash', 'cat <<< hi', '', 'sh: syntax error: unexpected redirection\n', 2],
  ['the mask can be shown in letters', 'umask -S', 'u=rwx,g=rx,o=rx\n'],
  ['exec of nothing ends the script', 'exec nope; echo on', '', 'sh: exec: line 0: nope: not found\n', 127],
  ['printf without a format says how it is used', 'printf; echo $?', '2\n', 'sh: usage: printf FORMAT [ARGUMENT...]\n'],
  ['an operator without its operand', '[ x = ]; echo $?', '2\n', 'sh: =: argument expected\n'],
  ['a time limit ends a program by a signal, which the shell names', 'timeout 1 sleep 5; echo $?', '143\n', 'Terminated\n'],
  [
    'set -C protects files that are there, and >| overrides it',
    'set -C; echo a > /tmp/x; echo b > /tmp/x; echo c >| /tmp/y; cat /tmp/x /tmp/y',
    'a\nc\n',
    "sh: can't create /tmp/x: File exists\n",
  ],
  [
    'printf takes what is no number for nothing',
    "printf '%d %d\\n' 3.7 08",
    '0 0\n',
    "sh: invalid number '3.7'\nsh: invalid number '08'\n",
    1,
  ],
  ['all 31 signals have names', 'kill -l | wc -l; kill -l 4', '31\nILL\n'],
])

check('a file that `.` reads', [
  [
    'is named with the line of what fails, to its last command',
    'printf "a = 1\\n\\nb = 2\\n" > /f; . /f; nope',
    '',
    'sh: /f: line 1: a: not found\nsh: /f: line 3: b: not found\nsh: nope: not found\n',
    127,
  ],
  ['is left by return, also where that stands last', 'echo "return 3" > /f; . /f; echo $?', '3\n'],
])
