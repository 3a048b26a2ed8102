// Texts of others on a terminal: what would move its cursor or change its colours is written out.
// @source k8s.io/cli-runtime pkg/printers/terminal.go

export function escapeTerminal(text: string): string {
  return text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r')
}
