// One house for all specs: started once, and looked over when it has stopped.
import type { TestProject } from 'vitest/node';
import { makeDataFolder, removeDataFolder, startHouse, type House } from './start-house.ts';

declare module 'vitest' {
  interface ProvidedContext {
    house: House;
  }
}

export default async function setUpHouse(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = makeDataFolder();
  const { stop, output: _, ...house } = await startHouse(dataFolder);
  project.provide('house', house);
  return async () => {
    const left = await stop();
    removeDataFolder(dataFolder);
    if (left.exitCode !== 0 || left.processes.length > 0 || left.openPorts.length > 0) {
      throw new Error(`The house did not stop cleanly: ${JSON.stringify(left)}`);
    }
  };
}
