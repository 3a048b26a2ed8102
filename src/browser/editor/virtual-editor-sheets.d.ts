/** Monaco's styles as texts, gathered by src/integrations/large-editor.mjs while its modules load. */
declare module 'virtual:editor-sheets' {
  export const sheets: readonly string[]
}
