//! The programs whose costs are pinned.
use jsc_compiler::PreinitMode;

const FUNCTION: &str = "\
export default function (order) {
  return { id: order.id, total: order.items.reduce((t, i) => t + i.price * i.qty, 0) };
}
";

/// The function, in a program that imports these packages of `fixtures/npm` and
/// makes something of them.
fn with_packages(packages: &[&str]) -> String {
    let import = |package: &&str| {
        let file = match *package {
            "zod" => "zod/index.js",
            "lodash" => "lodash/lodash.js",
            _ => "date-fns/index.js",
        };
        let make = match *package {
            "zod" => "zod.z.object({ id: zod.z.number(), name: zod.z.string().min(1) })",
            "lodash" => "lodash.default.memoize((x) => x)",
            _ => "date_fns.format",
        };
        let name = package.replace('-', "_");
        format!(
            "import * as {name} from '../../fixtures/npm/node_modules/{file}';\n\
             export const made_{name} = {make};\n"
        )
    };
    packages.iter().map(import).collect::<String>() + FUNCTION
}

/// A program, and what it must print.
pub struct Program {
    pub name: &'static str,
    pub preinit: PreinitMode,
    packages: &'static [&'static str],
    source: &'static str,
    pub stdin: &'static str,
    pub stdout: &'static str,
}

impl Program {
    /// The text of its entry, which is in a folder of `crates/`.
    pub fn text(&self) -> String {
        match self.packages {
            [] if self.source == APP => app(),
            [] => self.source.to_owned(),
            packages => with_packages(packages),
        }
    }
}

const SCRIPT: Program = Program {
    name: "",
    preinit: PreinitMode::Auto,
    packages: &[],
    source: "",
    stdin: "",
    stdout: "",
};

const ORDER: Program = Program {
    source: FUNCTION,
    stdin: "{\"id\":7,\"items\":[{\"price\":2.5,\"qty\":4}]}\n",
    stdout: "{\"id\":7,\"total\":10}\n",
    ..SCRIPT
};

/// The benchmarks' application of three packages: a script, which prints in its last
/// statement.
const APP: &str = include_str!("../../../../benches/apps/packages.js");

/// The application with the packages of `fixtures/npm`.
fn app() -> String {
    let files = [
        ("date-fns", "date-fns/index.js"),
        ("lodash", "lodash/lodash.js"),
        ("zod", "zod/index.js"),
    ];
    files.iter().fold(APP.to_owned(), |text, (name, file)| {
        let path = format!("'../../fixtures/npm/node_modules/{file}'");
        text.replace(&format!("'{name}'"), &path)
    })
}

const ALL: &[&str] = &["lodash", "zod", "date-fns"];

pub const PROGRAMS: &[Program] = &[
    Program {
        name: "empty",
        ..SCRIPT
    },
    Program {
        name: "hello",
        source: "console.log('hello world');\n",
        stdout: "hello world\n",
        ..SCRIPT
    },
    Program {
        name: "function",
        ..ORDER
    },
    Program {
        name: "zod",
        packages: &["zod"],
        ..ORDER
    },
    Program {
        name: "lodash",
        packages: &["lodash"],
        ..ORDER
    },
    Program {
        name: "packages",
        packages: ALL,
        ..ORDER
    },
    Program {
        name: "app",
        source: APP,
        stdout: "7 6.5 2026-02-02\n",
        ..SCRIPT
    },
    Program {
        name: "app-none",
        source: APP,
        stdout: "7 6.5 2026-02-02\n",
        preinit: PreinitMode::None,
        ..SCRIPT
    },
    Program {
        name: "packages-none",
        packages: ALL,
        preinit: PreinitMode::None,
        ..ORDER
    },
];
