import 'reflect-metadata';

const SETTINGS = Symbol('settings');

export interface SettingDescription {
  name: string;
  meaning: string;
  defaultText: string;
}

/** Describes a setting for the generated operator's table. */
export function Setting(meaning: string, defaultText: string): PropertyDecorator {
  return (target, property) => {
    const known = (Reflect.getMetadata(SETTINGS, target) ?? []) as SettingDescription[];
    Reflect.defineMetadata(SETTINGS, [...known, { name: String(property), meaning, defaultText }], target);
  };
}

/** The settings of a configuration class, in the order of their declaration. */
export function settingsOf(target: object): SettingDescription[] {
  return (Reflect.getMetadata(SETTINGS, target) ?? []) as SettingDescription[];
}
