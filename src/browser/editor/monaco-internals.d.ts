// What the large editor has and does not publish.

declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get<Service>(id: { readonly service: Service }): Service }
}

declare module 'monaco-editor/platform/storage/common/storage' {
  /** In memory: nothing is kept. */
  export const IStorageService: { readonly service: { store(key: string, value: boolean, scope: 0, target: 0): void } }
}
