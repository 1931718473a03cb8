export { Gateway } from './gateway.ts';
export { createNativeApp, type NativeDeps } from './native/native-app.ts';
