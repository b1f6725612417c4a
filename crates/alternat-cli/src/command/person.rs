//! `alternat person`: who may sign in at this node's desk.

use std::io::Read;
use std::path::Path;

use alternat_node::clock;
use alternat_node::home::Home;
use alternat_web::people::Hand;
use alternat_web::{People, Role};

use super::say;
use crate::arguments::Person;
use crate::trouble::Trouble;

pub fn run(person: Person) -> Result<(), Trouble> {
    match person {
        Person::Add { name, role, signer, home } => {
            let role = role_of(&role)?;
            people_of(&home)?.add(&name, role, signer.as_deref(), &password()?, clock::now())?;
            say(format!("{name} may sign in, as {}", role.name()));
            Ok(())
        }
        Person::Password { name, home } => match people_of(&home)?.change_password(&name, &password()?, clock::now())? {
            true => {
                say(format!("{name} has another password"));
                Ok(())
            }
            false => Err(Trouble::new(1, format!("there is no person '{name}'"), "'alternat person list' names those there are")),
        },
        Person::Role { name, role, signer, home } => {
            let role = role_of(&role)?;
            people_of(&home)?.change_role(&name, role, signer.as_deref(), Hand::of_command(clock::now()))?;
            say(format!("{name} may sign in, as {}", role.name()));
            Ok(())
        }
        Person::Reset { name, home } => {
            let (people, hand) = (people_of(&home)?, Hand::of_command(clock::now()));
            let password = people.reset(&name, hand)?;
            people.remove_factor(&name, hand)?;
            // The password alone stands on standard output; it is shown nowhere else.
            say(password);
            Ok(())
        }
        Person::Remove { name, home } => {
            people_of(&home)?.remove(&name, Hand::of_command(clock::now()))?;
            say(format!("{name} may sign in no more"));
            Ok(())
        }
        Person::List { home } => {
            people_of(&home)?.all()?.iter().for_each(|person| say(format!("{:<16} {}", person.name, person.role.name())));
            Ok(())
        }
    }
}

fn role_of(name: &str) -> Result<Role, Trouble> {
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
    let wrong = || Trouble::new(2, format!("'{name}' is no role at a desk"), format!("choose one of {}", roles.join(", ")));
    Role::of_name(name).ok_or_else(wrong)
}

fn people_of(home: &Path) -> Result<People, Trouble> {
    Home::open(home)?;
    Ok(People::open(home)?)
}

/// A password, from standard input up to the end of its first line.
fn password() -> Result<String, Trouble> {
    let told = |error| Trouble::new(3, format!("could not read the password: {error}"), "give it on standard input");
    let mut text = String::new();
    std::io::stdin().take(alternat_web::limit::PASSWORD_BYTES_MAX as u64 + 2).read_to_string(&mut text).map_err(told)?;
    Ok(text.lines().next().unwrap_or_default().to_string())
}
