// Programs that people look for in a terminal and that are not in this one: what to use instead.

const INSTEAD: readonly (readonly [names: string, hint: string])[] = [
  ['vi vim nvim nano emacs code', 'open the file in the editor of this page, or change the object with kubectl edit'],
  ['openssl cfssl', 'kubectl create secret tls takes any certificate and key in PEM form; the exercises bring their own'],
  ['docker podman nerdctl crictl ctr buildah', 'images are ready to use here; run one with kubectl run NAME --image=IMAGE'],
  ['helm', 'write manifests, or a kustomization.yaml and kubectl apply -k'],
  ['kustomize', 'kubectl kustomize FOLDER and kubectl apply -k FOLDER do the same'],
  ['minikube kind k3s k3d kubeadm kops', 'the cluster in this page is ready'],
  ['jq yq', 'kubectl get -o jsonpath=…, -o go-template=… or -o custom-columns=… picks out fields'],
  [
    'curl wget nc netcat telnet ping nslookup dig',
    'nothing outside this page can be reached; inside the cluster use kubectl exec POD -- wget -qO- URL',
  ],
  ['git svn', 'the files of this page have no history; the time controls go back in the cluster'],
  ['apt apt-get yum dnf apk brew snap pip npm', 'nothing can be installed here; help lists the programs that there are'],
  ['python python3 node ruby perl php go java', 'there are no languages here but the shell, awk and sed'],
  ['ssh scp rsync', 'run programs in containers with kubectl exec, copy through kubectl exec POD -- cat FILE'],
  [
    'ps top htop kill killall free df mount hostname uptime',
    'there are no processes here; look into a container with kubectl exec POD -- ps',
  ],
  ['k9s stern kubectx kubens', 'kubectl get -w, kubectl logs -f and kubectl config set-context --current --namespace=… do the same'],
  ['trap jobs bg fg disown coproc suspend', 'commands run one after the other here; what waits ends with Ctrl-C'],
  ['mapfile readarray', 'read lines with while read LINE; do …; done < FILE, or make a list with NAME=($(cat FILE))'],
  ['exec readonly shopt getopts select bind umask ulimit pushd popd dirs', 'the shell of this terminal does without it'],
  ['man info', 'kubectl COMMAND --help explains each command'],
  ['tmux screen', 'commands that wait end with Ctrl-C; the page shows the cluster beside the terminal'],
]

const BY_NAME: ReadonlyMap<string, string> = new Map(
  INSTEAD.flatMap(([names, hint]) => names.split(' ').map((name) => [name, hint] as const)),
)

/** For the page *Supported commands*. */
export const ABSENT_PROGRAMS: readonly { readonly names: readonly string[]; readonly instead: string }[] = INSTEAD.map(
  ([names, instead]) => ({
    names: names.split(' '),
    instead,
  }),
)

/** What to use instead of a program that is not here, if anything. */
export function insteadOf(name: string): string | undefined {
  return BY_NAME.get(name)
}
